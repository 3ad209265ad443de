/**
 * Reads a profile folder (profile.json, organs.json and nine .geojson layers) and refuses it when anything is malformed or dangling.
 * In: the folder. Out: ProfileData, every feature typed. Throws GeodataError with one line: file, feature, reason.
 * Surprising rule: it stops at the first fault; `npm run geodata:check` is the tool that lists them all.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { type NegativeListFile, negativeListFile } from './negative-list-file.ts';
import { type OrgansFile, organsFile } from './organs-file.ts';
import {
  type GridFeature,
  LAYER_FEATURES,
  type Layer,
  type LayerFeature,
  type LayerName,
  layerEnvelope,
} from './profile-files.ts';
import { type ProfileSettings, profileSettings } from './profile-settings.ts';
import { referenceFaults } from './reference-faults.ts';
import { type TimeLimitsFile, timeLimitsFile } from './time-limits-file.ts';

export class GeodataError extends Error {
  override name = 'GeodataError';
}

export type ProfileData = {
  settings: ProfileSettings;
  organs: OrgansFile;
  negativeList: NegativeListFile;
  timeLimits: TimeLimitsFile;
} & ProfileLayers;

export type ProfileLayers = {
  outline: Layer<LayerFeature<'outline'>>;
  grids: Layer<GridFeature>;
  communities: Layer<LayerFeature<'communities'>>;
  zones: Layer<LayerFeature<'zones'>>;
  sanitationPoints: Layer<LayerFeature<'sanitation-points'>>;
  roads: Layer<LayerFeature<'roads'>>;
  water: Layer<LayerFeature<'water'>>;
  green: Layer<LayerFeature<'green'>>;
  places: Layer<LayerFeature<'places'>>;
};

export async function loadProfile(dir: string): Promise<ProfileData> {
  const data = await readProfile(dir);
  const [fault] = referenceFaults(data);
  if (fault) throw new GeodataError(fault);
  return data;
}

/** The files alone, each feature well formed; ids and references are not compared. For the checker. */
export async function readProfile(dir: string): Promise<ProfileData> {
  return {
    settings: await readRules(dir, 'profile.json', profileSettings),
    organs: await readRules(dir, 'organs.json', organsFile),
    negativeList: await readRules(dir, 'negative-list.json', negativeListFile),
    timeLimits: await readRules(dir, 'time-limits.json', timeLimitsFile),
    outline: await readLayer(dir, 'outline'),
    grids: await readLayer(dir, 'grids'),
    communities: await readLayer(dir, 'communities'),
    zones: await readLayer(dir, 'zones'),
    sanitationPoints: await readLayer(dir, 'sanitation-points'),
    roads: await readLayer(dir, 'roads'),
    water: await readLayer(dir, 'water'),
    green: await readLayer(dir, 'green'),
    places: await readLayer(dir, 'places'),
  };
}

async function readRules<S extends z.ZodType>(dir: string, file: string, schema: S): Promise<z.output<S>> {
  const parsed = schema.safeParse(await readJson(dir, file));
  if (!parsed.success) throw new GeodataError(`${file}: ${reasonOf(parsed.error)}`);
  return parsed.data;
}

async function readLayer<L extends LayerName>(dir: string, name: L): Promise<Layer<LayerFeature<L>>> {
  const file = `${name}.geojson`;
  const envelope = layerEnvelope.safeParse(await readJson(dir, file));
  if (!envelope.success) throw new GeodataError(`${file}: ${reasonOf(envelope.error)}`);
  const schema: z.ZodType<LayerFeature<L>> = LAYER_FEATURES[name] as unknown as z.ZodType<LayerFeature<L>>;
  const features = envelope.data.features.map((feature, i) => {
    const parsed = schema.safeParse(feature);
    if (!parsed.success) throw new GeodataError(`${file}: feature ${i}${labelOf(feature)}: ${reasonOf(parsed.error)}`);
    return parsed.data;
  });
  return { type: 'FeatureCollection', features };
}

async function readJson(dir: string, file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path.join(dir, file), 'utf8'));
  } catch (error) {
    throw new GeodataError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** " (440306017018001)": whatever names the feature to a person, even when the rest of it is broken. */
function labelOf(feature: unknown): string {
  if (typeof feature !== 'object' || feature === null || !('properties' in feature)) return '';
  const { properties } = feature;
  if (typeof properties !== 'object' || properties === null) return '';
  const { code, id, name } = properties as { code?: unknown; id?: unknown; name?: unknown };
  const label = code ?? id ?? name;
  return typeof label === 'string' ? ` (${label})` : '';
}

function reasonOf(error: z.ZodError): string {
  const issue = error.issues[0]!;
  return `${issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}${issue.message}`;
}
