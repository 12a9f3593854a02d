/** Fields that a text itself labels, line by line: `Location: Penang`, `薪资：…`. */
import { dateOf } from '../../src/facts/dates.ts';
import type { FoundFields } from './advert-fields.ts';
import { labelledLine } from './labelled-fields.ts';
import { fieldText } from './own-text.ts';

const maxLines = 200;

/** `now` anchors relative dates. */
export const readLabelledLines = (text: string, now: Date): FoundFields => {
  const fields: FoundFields = {};
  for (const line of text.split('\n').slice(0, maxLines)) {
    const found = labelledLine(line);
    const value = found && fieldText(found.value);
    if (!value) continue;
    if (found.field === 'pay') fields.payText ??= value;
    else if (found.field === 'datePosted') fields.datePosted ??= dateOf(value, now);
    else fields[found.field] ??= value;
  }
  return fields;
};
