/** Who wrote in a private file, before anything of it is kept. */
import { importLimits } from '../domain/import-view.ts';
import type { ImportedText, ImportItem, Participant } from '../importers/importer.ts';

export interface ImportParticipant extends Participant {
  messages: number;
  isExporter: boolean;
}

/** What chat programs call the person who exported, in the languages of their users. */
const exporterWords =
  /^(you|me|myself|bạn|tôi|anda|saya|kamu|ikaw|ako|tú|yo|usted|eu|você|vous|moi|sie|ich|siz|ben|вы|я|我|你|您|自分|あなた|나|회원님|คุณ|ฉัน|អ្នក|ທ່ານ|သင်|आप|मैं|তুমি|আপনি|আমি|நீங்கள்|ඔබ|آپ|أنت|أنا|እርስዎ|wewe|mimi)(\s*\((you|me)\))?$/iu;

export const saysExporter = (name: string): boolean => exporterWords.test(name.trim());

export const createParticipantList = () => {
  const people = new Map<string, ImportParticipant>();
  const add = (person: Participant, messages: number): void => {
    const known = people.get(person.id);
    if (!known && people.size >= importLimits.participants) return;
    const contacts = new Set([...(known?.contacts ?? []), ...person.contacts]);
    people.set(person.id, {
      id: person.id,
      name: known?.name || person.name,
      contacts: [...contacts],
      messages: (known?.messages ?? 0) + messages,
      isExporter: known?.isExporter || person.isExporter === true || saysExporter(person.name),
    });
  };
  return {
    take(item: ImportedText): void {
      if (item.sender) add(item.sender, 1);
      for (const recipient of item.recipients ?? []) add(recipient, 0);
    },
    /** Who wrote most comes first. */
    list: (): ImportParticipant[] => [...people.values()].sort((one, other) => other.messages - one.messages),
  };
};

export const listParticipants = async (
  items: AsyncIterable<ImportItem>,
): Promise<{ people: ImportParticipant[]; totalItems: number }> => {
  const list = createParticipantList();
  let totalItems = 0;
  for await (const item of items) {
    totalItems += 1;
    if (item.type === 'text') list.take(item);
  }
  return { people: list.list(), totalItems };
};
