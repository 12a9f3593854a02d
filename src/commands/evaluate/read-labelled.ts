/** Labelled adverts from a file, one JSON object a line; a bad line is named. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { labelledAdvert } from '../../../classifiers/evaluation/labelled-advert.ts';
import { BadInputError } from '../../domain/failure.ts';

export const readLabelled = async function* (file: string) {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new BadInputError(`there is no file ${file}; give labelled JSONL with --input`);
  const lines = createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const json = line.replace(/^\ufeff/u, '').trim();
    if (json !== '') yield parseLine(json, `${file}:${number}`);
  }
};

const parseLine = (line: string, where: string) => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BadInputError(`${where} is not JSON; each line must be one object with id, text and label`);
  }
  const parsed = labelledAdvert.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BadInputError(`${where}: ${issue?.path.join('.')}: ${issue?.message}`);
};
