import { describe, expect, it } from 'vitest';
import { loadReadyLists } from '../../crawlers/ready-lists.ts';
import { loadTargetTypes } from '../../crawlers/target-types.ts';
import { settingsOfBoard } from '../../src/domain/ready-board.ts';
import { checkTargetSettings } from '../../src/pipeline/check-target-settings.ts';

const lists = await loadReadyLists();
const types = await loadTargetTypes();

describe('the ready lists of boards', () => {
  it('are there for the countries whose people are recruited', () => {
    expect(lists.map((list) => list.country)).toEqual(
      expect.arrayContaining(['Viet Nam', 'Lao PDR', 'Cambodia', 'Philippines', 'Kazakhstan', 'Nepal']),
    );
    expect(lists).toHaveLength(18);
  });

  it('name each address once', () => {
    const urls = lists.flatMap((list) => list.boards.map((board) => board.url));
    expect(new Set(urls).size).toBe(urls.length);
  });

  it('take a place where anybody posts anything for classifieds', () => {
    const boards = lists.flatMap((list) => list.boards);
    const classifieds = boards.filter((board) => board.typeId === 'classifieds');
    expect(classifieds.map((board) => board.name)).toEqual(
      expect.arrayContaining(['Khmer24', 'Mudah', 'Kaidee']),
    );
    expect(classifieds.every((board) => board.isClassifieds)).toBe(true);
    // Of jobs alone, though anybody posts them.
    const others = boards.filter((board) => board.isClassifieds && board.typeId !== 'classifieds');
    expect(others.map((board) => board.name)).toEqual(['Việc Làm Tốt']);
  });

  it.each(
    lists.flatMap((list) => list.boards.map((board) => ({ board, country: list.country, name: board.name }))),
  )('$name in $country makes a target that its type takes', ({ board, country }) => {
    const settings = checkTargetSettings(types, settingsOfBoard(board, country));
    expect(settings).toMatchObject({ postedIn: country, delayMs: 2000 });
    expect(types.get(settings.typeId)?.optionsFor(board.url)).toBeDefined();
  });
});
