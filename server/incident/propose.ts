/**
 * What the desk sees while the caller still speaks: whose ground it is, level and grade, the clocks that would run, whom to send,
 * and whether it is known already. In: what is known so far. Out: a proposal; nothing is stored but the list that was shown.
 * The parts that it leans on are handed in, so that it knows neither units nor tables: see open-incidents.ts.
 */
import type { z } from 'zod';
import type { Viewer } from '../access/viewer.ts';
import type { Placed } from '../assign/placed.ts';
import { type Crs, instantMs, type LonLat } from '../contract/coordinates.ts';
import type { CommunityCode, IncidentId, OrganId } from '../contract/ids.ts';
import type { IncidentRecord, Proposal, proposalRequest, SuggestedOrgan, Suggestion } from '../contract/incident.ts';
import type { IncidentLimit } from '../contract/incident-limit.ts';
import type { DutyOrgan, NegativeListItem } from '../contract/negative-list.ts';
import { refuseOddTime } from '../http/odd-time.ts';
import { Refused } from '../http/refused.ts';
import type { ChangeLog } from '../store/change-log.ts';
import { possibleDuplicates, type Row } from './duplicates.ts';
import type { OpenIncidentIndex } from './duplicates-index.ts';
import { suggestOrgans } from './suggestion.ts';
import { keepSuggestion } from './suggestion-store.ts';
import type { AvailableUnit } from './suggestion-unit.ts';

type Duty = Exclude<SuggestedOrgan['duty'], 'territorial' | 'group'>;

/** A matter of which nothing is saved yet, as the limit table asks for it. */
interface NewMatter {
  category: string | null;
  grade: IncidentRecord['grade'];
  channel: string | null;
  happenedAt: number;
  reportedAt: number;
}

export interface ProposalParts {
  changeLog: ChangeLog;
  index: OpenIncidentIndex;
  place(lon: number, lat: number, crs: Crs, statedCommunity?: string): Placed;
  isChannel(id: string): boolean;
  /** Without a time the list that holds now; undefined = not in it. */
  row(category: string, atMs?: number): (Row & Pick<NegativeListItem, 'level' | 'grade' | 'group'>) | undefined;
  /** Null = 未设定. */
  duties(category: string, duty: Duty, community: string | null, atMs: number): readonly DutyOrgan[] | null;
  /** Station of a community. */
  territorial(community: CommunityCode): OrganId | null;
  /** The function group for a group of categories, its stations made concrete. */
  bodyFor(group: string, community: string | null): { name: string; members: readonly OrganId[] } | null;
  via(organ: OrganId): OrganId | null;
  serves(unitClass: string, group: string): boolean;
  units(now: number): readonly AvailableUnit[];
  /** The clocks that start with the receipt, those that are over already included. */
  limitsAtReceipt(matter: NewMatter, now: number): IncidentLimit[];
}

/** What the caller has said so far. */
type ProposalQuestion = z.infer<typeof proposalRequest>;

type Asker = Pick<Viewer, 'account' | 'role' | 'scope'>;

interface Ground {
  lonLat: LonLat;
  community: CommunityCode | null;
  category: string | null;
  incident: IncidentId | null;
  /** Whose version of the list holds. */
  atMs: number;
}

export class ProposalDesk {
  readonly #parts: ProposalParts;

  constructor(parts: ProposalParts) {
    this.#parts = parts;
  }

  /** `placed` is handed in, because the route asks first whether the asker may look there. */
  async propose(question: ProposalQuestion, placed: Placed, asker: Asker, now: number): Promise<Proposal> {
    const { index, limitsAtReceipt } = this.#parts;
    const row = this.#rowOf(question.category);
    const happenedAt = question.happenedAt === undefined ? now : instantMs(question.happenedAt);
    refuseOddTime('happenedAt', happenedAt, now);
    const { lonLat, boundaryVersion: _, ...area } = placed;
    const level = row?.level ?? null;
    const grade = row?.grade ?? null;
    return {
      place: { lon: lonLat[0], lat: lonLat[1], ...area },
      level,
      grade,
      limits: limitsAtReceipt(
        {
          ...{ grade, happenedAt },
          category: question.category ?? null,
          channel: this.#channelOf(question.channel),
          reportedAt: Math.max(now, happenedAt),
        },
        now,
      ),
      suggestion: await this.#suggest(
        { lonLat, community: placed.community, category: question.category ?? null, incident: null, atMs: now },
        question,
        asker,
        now,
      ),
      duplicates: row ? possibleDuplicates(index, { row, lonLat, viewer: asker, now }) : [],
    };
  }

  /** [I-117] For an incident that exists: by the row that it was taken by. */
  suggestFor(incident: IncidentRecord, asker: Asker, now: number): Promise<Suggestion> {
    const { id, lon, lat, community, category, receivedAt } = incident;
    return this.#suggest(
      { lonLat: [lon, lat], community, category, incident: id, atMs: receivedAt },
      { id },
      asker,
      now,
    );
  }

  async #suggest(ground: Ground, request: unknown, asker: Asker, now: number): Promise<Suggestion> {
    const { changeLog } = this.#parts;
    const organs = this.#organsFor(ground, asker, now);
    const { incident } = ground;
    const shown = { request, organs, incident, actor: asker.account, at: now };
    return { id: await changeLog.commit(tx => keepSuggestion(tx, shown)), organs };
  }

  #organsFor({ lonLat, community, category, incident, atMs }: Ground, asker: Asker, now: number): SuggestedOrgan[] {
    const { index, row, duties, territorial, bodyFor, via, serves, units } = this.#parts;
    const group = (category !== null && row(category, atMs)?.group) || null;
    const column = (duty: Duty) => (category === null ? null : duties(category, duty, community, atMs));
    const station = community === null ? null : territorial(community);
    const { zone } = asker.scope;
    return suggestOrgans(
      {
        ...{ lonLat, via, serves },
        duties: {
          patrol: column('patrol'),
          urge: column('urge'),
          revisit: column('revisit'),
          punish: column('punish'),
        },
        group,
        body: group === null ? null : bodyFor(group, community),
        territorial: station !== null && community !== null ? { organ: station, community } : null,
        isElsewhere: organ => organ.includes(':') && organ !== station,
        workOf: unit => index.workOf(unit, incident),
      },
      // A chief is shown the units of the own zone, here as everywhere.
      units(now).filter(({ unit }) => zone === undefined || unit.homeZone === zone),
    );
  }

  #rowOf(category: string | undefined) {
    if (category === undefined) return undefined;
    const row = this.#parts.row(category);
    if (row) return row;
    throw new Refused(
      'unknown-category',
      { zh: `category：辖区没有类别 ${category}`, en: `category: the profile has no category ${category}` },
      { field: 'category' },
    );
  }

  #channelOf(channel: string | undefined): string | null {
    if (channel === undefined || this.#parts.isChannel(channel)) return channel ?? null;
    throw new Refused(
      'unknown-channel',
      { zh: `channel：辖区没有渠道 ${channel}`, en: `channel: the profile has no channel ${channel}` },
      { field: 'channel' },
    );
  }
}
