/** What WhatsApp writes of itself into a chat, told from what people wrote: by its form where it has one, else by words. */

const fileName = String.raw`[^<>:"/\\|?*\n]{1,200}\.[a-z0-9]{2,5}`;
/** iOS: `<attached: 00000012-PHOTO-2026-11-23-08-15-09.jpg>`, in the phone's language before the colon. */
const iosAttachment = new RegExp(String.raw`^\u200e?<[^<>:]{2,40}:\s?(${fileName})>$`, 'iu');
/** Android: `IMG-20261123-WA0001.jpg (file attached)`, in the phone's language within the brackets. */
const androidAttachment = new RegExp(String.raw`^\u200e?(${fileName}) \([^()]{3,60}\)$`, 'iu');

/** The name of the file that a line attaches. */
export const attachedFile = (line: string): string | undefined =>
  (iosAttachment.exec(line) ?? androidAttachment.exec(line))?.[1]?.replace(/^[\u200e\u200f]+/, '');

/** `<Media omitted>`, `<Медиа пропущено>`, `<Arquivo de mídia oculto>`: words alone between angle brackets. */
const leftOut = /^\u200e?<(?:\p{L}|\p{M}|[\s.'’-]){3,60}>$/u;
export const isLeftOutMedia = (text: string): boolean => leftOut.test(text);

/** ` <This message was edited>` at the end, in the phone's language; iOS puts a mark before it. */
export const withoutEditNote = (text: string): string =>
  text
    .replace(/\s*\u200e<(?:\p{L}|\p{M}|[\s.'’-]){5,80}>$/u, '')
    .replace(/\s*<(this message was edited)>$/iu, '');

/** iOS puts this mark before all that it writes itself; a person's own short line seldom begins with it. */
const iosOwn = /^\u200e(?!.*(?:https?:|@|\d{4}))[^\n]{1,80}$/u;

const deleted = new RegExp(
  [
    '(this message was|you) deleted( this message)?|message deleted',
    'se eliminó este mensaje|eliminaste este mensaje|este mensaje fue eliminado',
    '(esta )?mensagem (foi )?apagada|você apagou esta mensagem|apagou esta mensagem',
    'ce message a été supprimé|vous avez supprimé ce message',
    'diese nachricht wurde gelöscht|du hast diese nachricht gelöscht',
    'questo messaggio è stato eliminato|hai eliminato questo messaggio',
    'данное сообщение удалено|вы удалили данное сообщение|это сообщение удалено',
    'pesan ini telah dihapus|anda menghapus pesan ini|mesej ini telah dipadamkan|anda memadam mesej ini',
    'tin nhắn này đã bị xóa|bạn đã xóa tin nhắn này',
    'bu mesaj silindi|bu mesajı sildiniz',
    'تم حذف هذه الرسالة|حذفت هذه الرسالة|لقد حذفت هذه الرسالة|این پیام حذف شد|یہ پیغام حذف کر دیا گیا',
    'यह (मैसेज|संदेश) (डिलीट|मिटाया|हटाया).{0,30}|यो सन्देश मेटाइयो|এই বার্তাটি মুছে ফেলা হয়েছে',
    '此消息已删除|您删除了此消息|你已删除这条消息|此訊息已刪除|您已刪除此訊息|這則訊息已遭刪除',
    '삭제된 메시지입니다|이 메시지를 삭제했습니다|このメッセージは削除されました|このメッセージを削除しました',
    'ข้อความนี้ถูกลบแล้ว|คุณลบข้อความนี้แล้ว|ข้อความนี้ถูกลบ|สารนี้ถูกลบ',
    'ujumbe huu umefutwa|umefuta ujumbe huu|na-delete ang mensaheng ito|binura ang mensaheng ito',
  ]
    .map((one) => `(?:${one})`)
    .join('|'),
  'iu',
);
const encrypted =
  /end-to-end|extremo a extremo|ponta a ponta|bout en bout|Ende-zu-Ende|end-to-end|сквозн|mã hóa đầu cuối|uçtan uca|طرفین|تام بين الطرفين|سرتاسر|एंड-टू-एंड|端到端|端對端|종단간|종단 간|エンドツーエンド|เข้ารหัสจากต้นทาง|mwisho hadi mwisho/iu;

/** Deleted messages, the line on encryption, what iOS marks as its own. */
export const isAppText = (text: string): boolean => {
  const plain = text.replace(/[\u200e\u200f\u202a-\u202e]/g, '').trim();
  if (plain === 'null') return true;
  if (plain.length <= 90 && !plain.includes('\n') && deleted.test(plain) && !/https?:|\d{5}/.test(plain))
    return true;
  if (encrypted.test(plain) && /whatsapp/iu.test(plain) && plain.length < 400) return true;
  return iosOwn.test(text) && attachedFile(text) === undefined;
};

/** `Name: ` before a text. A notice has no such name: it quotes, or has no colon. */
const sender = /^([^:\n]{1,100}?)\s?:\s?(?=\S|$)/u;
export const senderOf = (rest: string): { name: string; text: string } | undefined => {
  const found = sender.exec(rest);
  if (found === null || /["“”«»„「」『』]/u.test(found[1] ?? '')) return undefined;
  const name = (found[1] ?? '').trim();
  return name === '' ? undefined : { name, text: rest.slice(found[0].length) };
};
