/** Keys for the messages of a chat that numbers none. */
import { contentKey } from './content-key.ts';

/** Equal messages at one time are told apart by their turn; the count begins anew with each time. */
export class KeysOfChat {
  #stamp = '';
  #turns = new Map<string, number>();

  keyOf(stamp: string, sender: string, text: string): string {
    if (stamp !== this.#stamp) this.#turns = new Map();
    this.#stamp = stamp;
    const key = contentKey(stamp, sender, text);
    const turn = (this.#turns.get(key) ?? 0) + 1;
    this.#turns.set(key, turn);
    return turn === 1 ? key : `${key}/${turn}`;
  }
}
