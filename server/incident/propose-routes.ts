/** Proposals over HTTP: while the caller speaks, and again for an incident that waits for its dispatch. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { proposal, proposalRequest, suggestion } from '../contract/incident.ts';
import { plainText } from '../contract/plain-text.ts';
import { notFound } from '../http/refused.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Tables } from '../store/tables.ts';
import { findIncident } from './incident-repository.ts';
import type { ProposalDesk, ProposalParts } from './propose.ts';

export interface ProposeRouteParts {
  db: Kysely<Tables>;
  place: ProposalParts['place'];
  proposals: ProposalDesk;
}

export function proposeRoutes({ db, place, proposals }: ProposeRouteParts): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/incidents/propose',
      action: 'incident:propose',
      summary: '受理预判：归属、等级、将要起算的时限、派遣建议（不超过 5 个，列表留存）和可能的重复事件；不生成事件。',
      body: proposalRequest,
      answer: proposal,
      handle({ viewer, body, now, require }) {
        const placed = place(body.lon, body.lat, body.crs ?? 'WGS84', body.community);
        require({ zone: placed.zone });
        return proposals.propose(body, placed, viewer, now);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/incidents/:id/suggestions',
      action: 'incident:propose',
      summary: '一件事件此刻的派遣建议；每次查询的列表都留存，派遣时用其 id 说明依据。',
      params: z.strictObject({ id: plainText.min(1).max(40) }),
      answer: suggestion,
      async handle({ viewer, params, now, require }) {
        const incident = await findIncident(db, params.id);
        if (!incident) throw notFound({ zh: '事件', en: 'incident' }, params.id);
        require({ zone: incident.zone });
        return proposals.suggestFor(incident, viewer, now);
      },
    }),
  ];
}
