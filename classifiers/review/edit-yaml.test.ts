import { describe, expect, it } from 'vitest';
import { addItemAfter, removeItem, replaceItem, setValue } from './edit-yaml.ts';

const path = ['concepts', 0, 'match'];
const block = `# head
concepts:
  - id: a   # the first
    status: experimental # until reviewed
    match:
      - one
      # about two
      - "two, it's"   # said twice
      - three
    examples: [x]
`;
const flow = `concepts:
  - { id: a, status: experimental, match: [one, 'two', three], examples: [x] }
`;
const flowInLines = `concepts:
  - id: a
    match:
      [
        one, # first
        'two',
        three,
      ]
`;

describe('a change of a data file', () => {
  it('leaves comments, order and quotes of all else where they are', () => {
    expect(setValue(block, ['concepts', 0, 'status'], 'reviewed')).toBe(
      block.replace('experimental', 'reviewed'),
    );
    expect(replaceItem(block, path, 0, "it's (one|1)")).toBe(block.replace('- one\n', "- 'it''s (one|1)'\n"));
  });

  it('takes an item out of each form of list', () => {
    expect(removeItem(block, path, 1)).toBe(block.replace(/ {6}- "two.*\n/, ''));
    expect(removeItem(block, path, 2)).toBe(block.replace(/ {6}- three\n/, ''));
    expect(removeItem(flow, path, 0)).toBe(flow.replace('one, ', ''));
    expect(removeItem(flow, path, 2)).toBe(flow.replace(', three', ''));
    expect(removeItem(flowInLines, path, 1)).not.toContain('two');
    expect(removeItem(flowInLines, path, 2)).toContain("'two',");
  });

  it('adds an item behind another in each form of list', () => {
    expect(addItemAfter(block, path, 1, 'new')).toBe(
      block.replace('# said twice\n', "# said twice\n      - 'new'\n"),
    );
    expect(addItemAfter(flow, path, 2, 'new')).toBe(flow.replace('three]', "three, 'new']"));
    expect(addItemAfter(flowInLines, path, 2, 'new')).toContain("        three,\n        'new',\n");
  });

  it("is refused where it can't be made in place", () => {
    expect(() => removeItem('concepts:\n  - match: [one]\n', path, 0)).toThrow('only item');
    expect(() => setValue(block, ['concepts', 0, 'gloss'], 'x')).toThrow('no value at concepts.0.gloss');
  });
});
