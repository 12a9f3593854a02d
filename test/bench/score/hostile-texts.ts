/** Texts that are meant to take long: 100,000 characters each, a million where they are invisible. */
import { denseTexts } from './texts.ts';

const long = 100_000;
const fill = (part: string): string => part.repeat(Math.ceil(long / part.length)).slice(0, long);

export const hostileTexts = (): Record<string, string> => ({
  'one letter': fill('a'),
  'letters set apart': fill('f r e e t i c k e t '),
  'digits as letters': fill('fr33 t1ck3t '),
  'mixed alphabets': fill('аa'),
  'accents on one letter': `e${'\u0301'.repeat(long)}`,
  'a million zero-width characters': `free${'\u200b'.repeat(1_000_000)}ticket`,
  'zero-width between letters': 'a\u200b'.repeat(500_000),
  'vowel killers': fill('\u1000\u1039'),
  'conjoining letters': fill('\u1100'),
  'long ligatures': fill('\ufdfa'),
  'one wording': fill('free ticket '),
  'one word of many wordings': fill('passport '),
  negations: fill('no visa '),
  'misspelt places': fill('sihanoukvile '),
  'unspaced wording': fill('高薪包机票'),
  numbers: fill('1 000 '),
  'phone numbers': fill('+1 202 555 0100 '),
  money: fill('1000 usd '),
  addresses: fill('http://a.example/'),
  brackets: fill('('),
  'line breaks': fill('a\n'),
  'lures without end': fill(`${denseTexts(200).join('\n')}\n`),
});
