/** What is said around a conversation with an AI assistant. */
export const TRANSCRIPT = {
  'transcript.label': 'Conversation',
  'transcript.assistant': 'Assistant',
  'transcript.user': 'You',
  'transcript.empty': 'What is said appears here.',
  'transcript.latest': 'New messages',
  'transcript.copy': 'Copy conversation',
  'transcript.copied': 'Copied',
  'transcript.not-copied': 'The browser does not allow it. Select the text to copy it.',
  'transcript.write': 'Message to the assistant',
  'transcript.placeholder': 'Type a message',
  'transcript.send': 'Send',
  'transcript.not-sent': 'The message could not be sent. Try again.',
} as const;
