/**
 * Which group a lead belongs to: that of an exact copy of its text, or of a lead with the same contact given to
 * answer to. Plain data in, plain data out; write-leads.ts reads and writes the rows.
 */
import { type Contact, type ContactType, contactType } from '../../domain/contact.ts';
import { newId } from '../../platform/ids.ts';

/** A web address links nothing: half of all adverts name the same few sites. */
export const linkingTypes: readonly ContactType[] = contactType.options.filter(
  (type) => type !== 'url' && type !== 'domain',
);

/** Services that know people by their phone number: one number is one contact, whatever it is used with. */
const phoneTypes: readonly ContactType[] = ['phone', 'whatsapp', 'zalo', 'viber', 'signal'];

/** Equal for contacts that lead to the same person. */
export const linkKey = ({ type, value }: Pick<Contact, 'type' | 'value'>): string =>
  value.startsWith('+') && phoneTypes.includes(type) ? value : `${type}:${value}`;

export const linkKeys = (contacts: readonly Contact[]): string[] => [
  ...new Set(
    contacts
      .filter((contact) => contact.role === 'offer' && linkingTypes.includes(contact.type))
      .map(linkKey),
  ),
];

export interface GroupState {
  id: string;
  state: string;
  createdAt: Date;
  /** Claimed, decided on, or no longer new: such a group is never merged into another. */
  isTouched: boolean;
}

export interface LeadToGroup {
  leadId: string;
  /** Its group so far; null for a new lead. */
  groupId: string | null;
  textHash: string;
  isDemonstration: boolean;
  linkKeys: string[];
  /** Groups in the database that it is linked to. */
  linkedGroupIds: string[];
}

export interface Grouping {
  groupOf: Map<string, string>;
  newGroupIds: string[];
  /** Group that is dissolved → the one its leads go to. */
  merged: Map<string, string>;
}

/** Deals with the leads one after the other, so that those of one flush find each other too. */
export const groupLeads = (leads: LeadToGroup[], groups: GroupState[]): Grouping => {
  const known = new Map(groups.map((group) => [group.id, group]));
  const grouping: Grouping = { groupOf: new Map(), newGroupIds: [], merged: new Map() };
  const groupByKey = new Map<string, string>();
  const resolve = (id: string): string => {
    const next = grouping.merged.get(id);
    return next === undefined ? id : resolve(next);
  };
  for (const lead of leads) {
    const keys = [`text:${lead.textHash}`, ...lead.linkKeys].map((key) => `${lead.isDemonstration} ${key}`);
    const nearby = keys.map((key) => groupByKey.get(key)).filter((id) => id !== undefined);
    const own = lead.groupId === null ? [] : [lead.groupId];
    const linked = [...new Set([...own, ...lead.linkedGroupIds, ...nearby].map(resolve))]
      .map((id) => known.get(id))
      .filter((group) => group !== undefined);
    const chosen = chooseGroup(linked, own[0]) ?? openGroup(known, grouping);
    for (const group of linked)
      if (group !== chosen && !group.isTouched && rank(chosen) < dismissedRank)
        grouping.merged.set(group.id, chosen.id);
    grouping.groupOf.set(lead.leadId, chosen.id);
    for (const key of keys) groupByKey.set(key, chosen.id);
  }
  for (const [leadId, groupId] of grouping.groupOf) grouping.groupOf.set(leadId, resolve(groupId));
  return grouping;
};

/** Somebody is at it, then nobody was yet, then it was dismissed: what is new must not vanish among the dismissed. */
const rank = (group: GroupState): number => {
  if (group.state === 'dismissed') return dismissedRank;
  return group.isTouched ? 0 : 1;
};
const dismissedRank = 2;

const chooseGroup = (linked: GroupState[], own: string | undefined): GroupState | undefined => {
  const mine = linked.find((group) => group.id === own);
  if (mine?.isTouched) return mine;
  return [...linked].sort(
    (a, b) => rank(a) - rank(b) || a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1),
  )[0];
};

const openGroup = (known: Map<string, GroupState>, grouping: Grouping): GroupState => {
  const group = { id: newId(), state: 'new', createdAt: new Date(), isTouched: false };
  known.set(group.id, group);
  grouping.newGroupIds.push(group.id);
  return group;
};
