/** Of routes that keep what a person writes. */
export interface WrittenNeeds {
  /** With blocks in the place of the contacts of protected people. */
  withoutProtected(text: string): Promise<string>;
}
