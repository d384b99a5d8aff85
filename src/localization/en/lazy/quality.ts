/** What is said of how good a call is; audio that has stopped is named by the texts of its status. */
export const QUALITY = {
  'quality.label': 'Call quality: {level}',
  'quality.details': 'Call quality',
  'quality.excellent': 'Excellent',
  'quality.good': 'Good',
  'quality.fair': 'Fair',
  'quality.poor': 'Poor',
  'quality.measuring': 'Measuring…',
  'quality.loss': 'Lost on the way to you',
  'quality.loss-sent': 'Lost on the way to them',
  'quality.round-trip': 'Round trip',
  'quality.jitter': 'Jitter',
  'quality.mos': 'Score (MOS, 1 to 4.5)',
  'quality.unknown': 'Not measured',
} as const;
