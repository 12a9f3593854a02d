/** Keeps what was worked out for the last few texts: contacts and pay of an advert are read from the same fields. */
const kept = 4;

/** `make` must be a pure function of the text. */
export const rememberRecent = <Value>(make: (text: string) => Value): ((text: string) => Value) => {
  const texts: (string | undefined)[] = new Array(kept).fill(undefined);
  const values: Value[] = new Array(kept);
  let next = 0;
  return (text) => {
    for (let at = 0; at < kept; at++) if (texts[at] === text) return values[at] as Value;
    const value = make(text);
    texts[next] = text;
    values[next] = value;
    next = (next + 1) % kept;
    return value;
  };
};
