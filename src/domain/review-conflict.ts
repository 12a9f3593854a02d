/** Somebody else acted meanwhile: look again, then decide anew. The message says who did what. */
export class ReviewConflict extends Error {
  override name = 'ReviewConflict';
  readonly code: 'changed-meanwhile' | 'claimed-by-other' | 'nothing-to-undo' | 'not-claimed';
  constructor(code: ReviewConflict['code'], message: string) {
    super(message);
    this.code = code;
  }
}
