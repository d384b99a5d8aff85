import { expect } from 'chai';
import { globSync, readFileSync } from 'node:fs';
import { EARLY_MESSAGES } from '../../src/contract/errors.ts';
import { LATER_MESSAGES } from '../../src/contract/later-errors.ts';
import { parse } from '../../src/localization/lazy/catalogue.ts';
import { LANGUAGES } from '../../demo/states/language.ts';
import { SAME_AS_ENGLISH } from './same-as-english.ts';
import { UNTRANSLATED } from './untranslated.ts';

type Texts = Readonly<Record<string, string>>;

const TRANSLATED = Object.keys(LANGUAGES).filter((code) => code !== 'en');

/** Every English text, by its key. */
async function english(): Promise<Texts> {
  const tables = await Promise.all(
    globSync('src/localization/en/**/*.ts').map((file) => import(`../../${file}`) as Promise<Record<string, Texts>>),
  );
  return Object.assign(
    { ...EARLY_MESSAGES, ...LATER_MESSAGES },
    ...tables.flatMap((table) => Object.values(table)),
  ) as Texts;
}

const textsIn = async (code: string): Promise<Texts> =>
  ((await import(`../../src/localization/lazy/${code.toLowerCase()}.ts`)) as { templates: Texts }).templates;

/** What is written on a button, and the whole name that it has because that says too little where it stands. */
const NAMED: readonly (readonly [label: string, ...names: string[]])[] = [
  ['calls.swap', 'calls.swap-party'],
  ['phone.hold', 'calls.hold-party'],
  ['phone.resume', 'calls.resume-party'],
  ['devices.play', 'devices.play-speaker', 'devices.play-ringer'],
];

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();
const isPlural = (key: string): boolean => key.includes('#');
const plain = (texts: Texts): string[] => Object.keys(texts).filter((key) => !isPlural(key));

describe('the texts', () => {
  let ours: Texts;
  before(async () => {
    ours = await english();
  });

  it('are there in every language that is offered', () => {
    const files = globSync('src/localization/lazy/*.ts').map((file) => file.replace(/^.*[\\/]|\.ts$/g, ''));
    const languages = files.filter((file) => file !== 'catalogue' && file !== 'messages');
    expect(languages.sort()).to.deep.equal(TRANSLATED.map((code) => code.toLowerCase()).sort());
    for (const code of TRANSLATED) expect(parse(code, () => ({})).code).to.equal(code);
  });

  it('can all be replaced by a page: their tables are all in the type of the keys', () => {
    const type = readFileSync('src/localization/text-key.ts', 'utf8');
    const files = globSync('src/localization/en/**/*.ts').map((file) => file.replaceAll('\\', '/'));
    for (const file of files) expect(type).to.include(file.replace('src/localization/', './'));
  });

  for (const code of TRANSLATED) {
    describe(`in ${code}`, () => {
      let theirs: Texts;
      before(async () => {
        theirs = await textsIn(code);
      });

      it('are all there (what you cannot translate belongs in test/localization/untranslated.ts)', () => {
        const missing = plain(ours).filter((key) => !(key in theirs) && !UNTRANSLATED.includes(key));
        expect(missing).to.deep.equal([]);
      });

      it('are of those that there are in English', () => {
        expect(plain(theirs).filter((key) => !(key in ours))).to.deep.equal([]);
      });

      it('have the plurals that the language has, of texts that have plurals', () => {
        const { pluralCategories } = new Intl.PluralRules(code).resolvedOptions();
        for (const key of Object.keys(theirs).filter(isPlural)) {
          const [base = '', category = ''] = key.split('#');
          expect(ours, key).to.have.property(`${base}#one`);
          expect(pluralCategories, key).to.include(category);
        }
      });

      it('have the same values to be filled in', () => {
        for (const key of plain(theirs)) {
          expect(placeholders(theirs[key]!), key).to.deep.equal(placeholders(ours[key]!));
        }
      });

      it('are translated', () => {
        const same = plain(theirs).filter((key) => theirs[key] === ours[key]);
        expect(same.filter((key) => !SAME_AS_ENGLISH[code]?.includes(theirs[key]!))).to.deep.equal([]);
      });

      it('name a button with what is written on it, for those who say it', () => {
        for (const [label, ...names] of NAMED) {
          for (const name of names) expect(theirs[name]!.toLowerCase()).to.include(theirs[label]!.toLowerCase());
        }
      });

      it('are not empty, and have no space around them', () => {
        expect(Object.entries(theirs).filter(([, text]) => text === '' || text !== text.trim())).to.deep.equal([]);
      });
    });
  }

  it('are named as untranslated only as long as they are', async () => {
    const theirs = await Promise.all(TRANSLATED.map(textsIn));
    for (const key of UNTRANSLATED) {
      expect(ours).to.have.property(key);
      expect(
        theirs.some((texts) => !(key in texts)),
        key,
      ).to.equal(true);
    }
  });

  it('are all used', () => {
    const source = globSync('src/**/*.ts', { exclude: ['src/localization/**'] })
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const composed = [...source.matchAll(/`([a-z-]+\.)(?:[^`$]*)\$\{/g)].map(([, beginning = '']) => beginning);
    const unused = Object.keys(ours).filter(
      (key) => !source.includes(`'${key}'`) && !composed.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused.filter((key) => !isPlural(key))).to.deep.equal([]);
  });
});

describe('the language that a tag names', () => {
  const TAGS: readonly (readonly [tag: string, code: string])[] = [
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE_ch', 'de'],
    ['en-GB', 'en'],
    ['pt-BR', 'pt'],
    ['pt-PT', 'pt'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-Hans-HK', 'zh-Hans'],
    ['zh-TW', 'en'],
    ['zh-Hant', 'en'],
    ['he-IL', 'he'],
    ['iw', 'he'],
    ['ar-EG', 'ar'],
    ['sv', 'en'],
    ['fa', 'en'],
    ['x-klingon', 'en'],
    ['not a tag', 'en'],
  ];
  for (const [tag, code] of TAGS) {
    it(`is ${code} for ${tag}`, () => expect(parse(tag, () => ({})).code).to.equal(code));
  }

  it('runs from right to left in Arabic and Hebrew; of what we do not have the page decides', () => {
    const dirs = ['ar-MA', 'iw', 'fr', 'fa', 'sv'].map((tag) => parse(tag, () => ({})).dir);
    expect(dirs).to.deep.equal(['rtl', 'rtl', 'ltr', null, null]);
  });

  it('has numbers of its region, in the digits of the keys unless others are asked for', () => {
    const written = (tag: string): string => new Intl.NumberFormat(parse(tag, () => ({})).locale).format(12_345.6);
    expect(written('ar-EG')).to.match(/^12.345.6$/);
    expect(written('de')).to.equal('12.345,6');
    expect(written('de-CH')).to.match(/^12.345\.6$/);
    expect(written('ar-u-nu-arab')).to.include('١٢');
  });

  it('has English numbers between English words, unless the page has brought the words', () => {
    expect(parse('sv-FI', () => ({})).locale).to.equal('en');
    expect(parse('sv-FI', () => ({ 'sv phone.call': 'Ring' })).locale).to.match(/^sv-FI/);
  });
});
