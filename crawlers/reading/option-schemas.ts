/** What options of several target types are made of. */
import { load } from 'cheerio/slim';
import { z } from 'zod';

const isSelector = (text: string): boolean => {
  try {
    load('<i></i>')(text);
    return true;
  } catch {
    // css-select throws on what it can't read; the refinement below says so to the admin.
    return false;
  }
};

export const cssSelector = z.string().trim().min(1).max(300).refine(isSelector, 'this is not a CSS selector');

export const webAddress = z
  .url({ protocol: /^https?$/, error: 'write a full address that begins with http:// or https://' })
  .max(2000);
