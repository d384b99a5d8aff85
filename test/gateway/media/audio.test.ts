import { expect } from 'chai';
import { Meter } from '../../../demo/gateway/media/meter.ts';
import {
  FRAME_SAMPLES,
  SILENCE,
  decodeSample,
  encodeSample,
  loudness,
  sine,
} from '../../../demo/gateway/media/mulaw.ts';
import { reveal, revealAll } from '../../../demo/gateway/media/own-addresses.ts';
import { Restamper } from '../../../demo/gateway/media/restamp.ts';

describe('gateway: mu-law', () => {
  const known: [sample: number, code: number][] = [
    [0, 0xff],
    [-32_124, 0x00],
    [32_124, 0x80],
    [32_767, 0x80],
    [-1, 0x7f],
    [1_000, 0xce],
  ];
  for (const [sample, code] of known) {
    it(`${sample} is 0x${code.toString(16)}`, () => expect(encodeSample(sample)).to.equal(code));
  }

  it('decodes every code to a sample that encodes to it', () => {
    for (let code = 0; code < 256; code++) {
      // Minus zero is a code of its own, which encoding does not produce.
      if (code === 0x7f) continue;
      expect(encodeSample(decodeSample(code)), `0x${code.toString(16)}`).to.equal(code);
    }
  });

  it('is exact to a few percent', () => {
    for (let sample = -32_000; sample <= 32_000; sample += 37) {
      expect(Math.abs(decodeSample(encodeSample(sample)) - sample)).to.be.at.most(Math.abs(sample) * 0.04 + 8);
    }
  });

  it('tells a tone from silence', () => {
    expect(loudness(sine(600, 8_000)())).to.be.within(5_000, 6_000);
    expect(loudness(Buffer.alloc(FRAME_SAMPLES, SILENCE))).to.equal(0);
    expect(loudness(Buffer.alloc(0))).to.equal(0);
  });

  it('makes a sine without a click between frames', () => {
    const next = sine(600, 8_000);
    const samples = Array.from({ length: 200 }, () => [...next()].map(decodeSample)).flat();
    const steps = samples.slice(1).map((sample, i) => Math.abs(sample - (samples[i] ?? 0)));
    const steepest = 8_000 * ((2 * Math.PI * 600) / 8_000);
    expect(Math.max(...steps)).to.be.lessThan(steepest * 1.1);
    const rises = samples.filter((sample, i) => sample >= 0 && (samples[i - 1] ?? 0) < 0).length;
    expect(rises, '600 periods a second for four seconds').to.be.within(2_395, 2_405);
  });
});

describe('gateway: RTP stamps', () => {
  it('keep a source’s own spacing, loss included', () => {
    const stamps = new Restamper();
    stamps.next('a', 10, 1_600, 0);
    expect(stamps.next('a', 11, 1_760, 20)).to.deep.equal({ sequenceNumber: 11, timestamp: 1_760, marker: false });
    expect(stamps.next('a', 14, 2_240, 80)).to.deep.equal({ sequenceNumber: 14, timestamp: 2_240, marker: false });
  });

  it('go on over a change of source, by the time that has passed', () => {
    const stamps = new Restamper();
    const first = stamps.next('a', 65_535, 4_294_967_200, 1_000);
    expect(first.marker).to.equal(true);
    const second = stamps.next('b', 500, 77, 2_000);
    expect(second).to.deep.equal({ sequenceNumber: 0, timestamp: (4_294_967_200 + 8_000) >>> 0, marker: true });
    expect(stamps.next('b', 501, 237, 2_020)).to.deep.include({ sequenceNumber: 1, marker: false });
  });

  it('never stand still, even for two packets at once', () => {
    const stamps = new Restamper();
    stamps.next('a', 1, 0, 1_000);
    expect(stamps.next('b', 1, 0, 1_000).timestamp).to.equal(FRAME_SAMPLES);
  });
});

describe('gateway: meter', () => {
  const voice = sine(600, 8_000)();
  const silence = Buffer.alloc(FRAME_SAMPLES, SILENCE);

  it('counts packets, bytes and voice, in all and in a window', () => {
    const meter = new Meter();
    for (let at = 10_000; at < 12_000; at += 20) meter.count(at < 11_000 ? voice : silence, at);
    expect(meter.read(null, 12_000)).to.include({ packets: 100, bytes: 16_000, voice: 50, firstAt: 10_000 });
    expect(meter.read(11_000, 12_000)).to.include({ packets: 50, voice: 0 });
    expect(meter.read(10_500, 10_899)).to.include({ packets: 20, voice: 20 });
  });

  it('counts what was lost apart', () => {
    const meter = new Meter();
    meter.count(voice, 10_000);
    for (const at of [10_020, 10_500, 11_500]) meter.lose(at);
    expect(meter.read(null, 12_000)).to.include({ packets: 1, lost: 3 });
    expect(meter.read(11_000, 12_000)).to.include({ packets: 0, lost: 1 });
  });

  it('finds the longest gap, that of the moment included', () => {
    const meter = new Meter();
    for (const at of [1_000, 1_020, 1_500, 1_520, 1_700]) meter.count(voice, at);
    expect(meter.read(null, 1_720).longestGapMs).to.equal(480);
    expect(meter.read(1_510, 1_720).longestGapMs).to.equal(180);
    expect(meter.read(1_200, 1_720).longestGapMs, 'cut to the window').to.equal(300);
    expect(meter.read(null, 5_000).longestGapMs, 'nothing since').to.equal(3_300);
    expect(meter.read(4_000, 5_000).longestGapMs, 'nothing in the window').to.equal(1_000);
  });

  it('knows no gap before the first packet', () => {
    const meter = new Meter();
    expect(meter.read(null, 5_000)).to.deep.equal({
      packets: 0,
      bytes: 0,
      voice: 0,
      lost: 0,
      firstAt: null,
      lastAt: null,
      longestGapMs: null,
    });
  });
});

describe('gateway: hidden addresses', () => {
  const hidden = 'candidate:1 1 udp 2113937151 7c32273e-01fd-4d84-b667-57148e159dda.local 37402 typ host';

  it('stand for each address of this machine', () => {
    expect(reveal(hidden, ['127.0.0.1', '192.0.2.7'])).to.deep.equal([
      'candidate:1 1 udp 2113937151 127.0.0.1 37402 typ host',
      'candidate:1 1 udp 2113937151 192.0.2.7 37402 typ host',
    ]);
  });

  it('are replaced in a description, and dropped where they are of use to nobody', () => {
    const plain = 'a=candidate:2 1 udp 1 192.0.2.7 1 typ host';
    const tcp = 'a=candidate:3 1 TCP 1 7c32273e.local 9 typ host tcptype active';
    const sdp = ['v=0', `a=${hidden}`, plain, tcp, ''].join('\r\n');
    const shown = 'a=candidate:1 1 udp 2113937151 192.0.2.1 37402 typ host';
    expect(revealAll(sdp, ['192.0.2.1'])).to.equal(['v=0', shown, plain, ''].join('\r\n'));
  });
});
