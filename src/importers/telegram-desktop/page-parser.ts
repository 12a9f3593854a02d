/** The pages of an HTML export, message by message as the bytes come. */
import { Parser } from 'htmlparser2';
import { BadInputError } from '../../domain/failure.ts';
import { tidyText } from '../html-text.ts';

export interface PageMessage {
  id: string;
  isService: boolean;
  isJoined: boolean;
  from: string;
  forwardedFrom: string;
  date: string;
  text: string;
  links: string[];
  pictures: string[];
  /** Of a picture, file or sticker: `Photo`, `Voice message`. */
  mediaTitle: string;
  html: string;
}

/** Telegram nests a message less than twenty deep. */
const maxDepth = 400;
const maxMessageCharacters = 1024 * 1024;
/** The parser may be amid a message's first tag. */
const maxTagCharacters = 16 * 1024;

type Field = 'from' | 'forwardedFrom' | 'text' | 'mediaTitle' | 'chat' | 'none';

/** What of an element is read; undefined leaves it to what it stands in. */
const fieldOf = (
  classes: ReadonlySet<string>,
  isService: boolean,
  isForwarded: boolean,
): Field | undefined => {
  if (classes.has('from_name')) return isForwarded ? 'forwardedFrom' : 'from';
  if (classes.has('reply_to') || classes.has('date') || classes.has('userpic') || classes.has('reactions'))
    return 'none';
  if (classes.has('text') || classes.has('question') || classes.has('answer')) return 'text';
  if (classes.has('title') && classes.has('bold')) return 'mediaTitle';
  return isService && classes.has('details') ? 'text' : undefined;
};

const begun = (id: string, classes: ReadonlySet<string>): PageMessage => ({
  id: id.replace(/^message/, ''),
  isService: classes.has('service'),
  isJoined: classes.has('joined'),
  from: '',
  forwardedFrom: '',
  date: '',
  text: '',
  links: [],
  pictures: [],
  mediaTitle: '',
  html: '',
});

interface Level {
  field: Field | undefined;
  isForwarded: boolean;
}

export class PageParser {
  chatName = '';
  readonly found: PageMessage[] = [];
  #message: PageMessage | undefined;
  #messageDepth = 0;
  #messageStart = 0;
  #levels: Level[] = [];
  #kept = '';
  #keptFrom = 0;
  readonly #parser = new Parser({
    onopentag: (name, attributes) => this.#open(name, attributes),
    ontext: (text) => this.#text(text),
    onclosetag: () => this.#close(),
  });

  write(html: string): void {
    this.#kept += html;
    this.#parser.write(html);
    // Of what is over only the message that is still open is needed, as its evidence.
    const needed =
      this.#message === undefined ? this.#parser.endIndex - maxTagCharacters : this.#messageStart;
    if (this.#message !== undefined && this.#kept.length > maxMessageCharacters * 2)
      throw new BadInputError('a message is longer than a million characters; none is');
    const past = Math.max(0, Math.min(needed - this.#keptFrom, this.#kept.length));
    this.#kept = this.#kept.slice(past);
    this.#keptFrom += past;
  }

  /** Whether all that was opened is closed. */
  get isWhole(): boolean {
    return this.#levels.length === 0;
  }

  end(): void {
    this.#parser.end();
  }

  #open(name: string, attributes: Record<string, string>): void {
    const classes = new Set((attributes.class ?? '').split(/\s+/));
    const above = this.#levels.at(-1);
    if (this.#levels.length >= maxDepth) throw new BadInputError('it is nested too deep for such an export');
    const isForwarded = above?.isForwarded === true || (classes.has('forwarded') && classes.has('body'));
    const inHeader = this.#message === undefined && classes.has('text') && classes.has('bold');
    const field = inHeader ? 'chat' : fieldOf(classes, this.#message?.isService === true, isForwarded);
    this.#levels.push({ field: field ?? above?.field, isForwarded });
    if (this.#message === undefined && name === 'div' && classes.has('message')) {
      this.#message = begun(attributes.id ?? '', classes);
      this.#messageDepth = this.#levels.length;
      this.#messageStart = this.#parser.startIndex;
    } else if (this.#message !== undefined) this.#readElement(this.#message, name, attributes, classes);
  }

  #readElement(
    message: PageMessage,
    name: string,
    { title, href }: Record<string, string>,
    classes: ReadonlySet<string>,
  ): void {
    const { field, isForwarded } = this.#levels.at(-1) as Level;
    if (classes.has('date') && title !== undefined && !isForwarded) message.date = title;
    if (name === 'br') this.#text('\n');
    if (classes.has('question') || classes.has('answer')) message.text += '\n';
    if (name !== 'a' || href === undefined || field === 'none') return;
    if (classes.has('photo_wrap')) message.pictures.push(href);
    else message.links.push(href);
  }

  #text(text: string): void {
    const field = this.#levels.at(-1)?.field;
    if (field === undefined || field === 'none') return;
    const words = text === '\n' ? text : text.replace(/\s+/g, ' ');
    if (field === 'chat') this.chatName += words;
    else if (this.#message !== undefined && this.#message[field].length < maxMessageCharacters)
      this.#message[field] += words;
  }

  #close(): void {
    const message = this.#message;
    if (message !== undefined && this.#levels.length === this.#messageDepth) {
      message.html = this.#kept.slice(
        this.#messageStart - this.#keptFrom,
        this.#parser.endIndex + 1 - this.#keptFrom,
      );
      for (const field of ['from', 'forwardedFrom', 'text', 'mediaTitle'] as const)
        message[field] = tidyText(message[field]);
      this.found.push(message);
      this.#message = undefined;
    }
    this.#levels.pop();
  }
}
