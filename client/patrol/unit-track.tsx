/**
 * 轨迹 of one unit on the map of a desk: asks for period and reason, draws, lists. In: the unit and the map. Out: nothing but a look.
 * [P-79] The track lives in this component alone: when it is left, the map's sources are emptied and nothing of it is kept.
 */
import { useEffect, useState } from 'react';
import type { LonLat } from '../../server/contract/coordinates.ts';
import { type TrackAnswer, type TrackFormat, type TrackQuestion, trackAnswer } from '../../server/contract/track.ts';
import type { UnitRecord } from '../../server/contract/unit.ts';
import { askServer } from '../connection/ask-server.ts';
import { saveFile } from '../connection/save-file.ts';
import { tell } from '../design/desk/notice.tsx';
import type { MapStage } from '../map/map-canvas.tsx';
import { loadLabelFonts } from '../map/map-fonts.ts';
import type { StyleContext } from '../map/style-context.ts';
import { useProfile } from '../profile/profile-names.ts';
import { say } from '../wording/wording.ts';
import { TrackDialog } from './track-dialog.tsx';
import { clearTrack, showTrack, showTrackMarks } from './track-layer.ts';
import { tickMinutes, trackLines, trackMarks } from './track-marks.ts';
import { TrackPanel } from './track-panel.tsx';
import './track.css';

export function UnitTrackView(props: {
  unit: UnitRecord;
  stage: MapStage;
  context: StyleContext;
  zoom: number;
  onGoTo: (at: LonLat) => void;
  onLeave: () => void;
}) {
  const { unit, stage, context, zoom, onLeave } = props;
  const { timeZone } = useProfile();
  const [found, setFound] = useState<{ question: TrackQuestion; answer: TrackAnswer } | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const track = found?.answer.tracks[0] ?? null;
  const minutes = tickMinutes(zoom, context.overviewZoom);

  async function look(question: TrackQuestion) {
    setAsking(true);
    setProblem(null);
    const answer = await askServer('/api/v1/tracks/query', trackAnswer, { method: 'POST', body: question });
    setAsking(false);
    if (answer.name === 'answered') setFound({ question, answer: answer.value });
    else setProblem(problemOf(answer));
  }

  async function save(question: TrackQuestion, format: TrackFormat) {
    setProblem(null);
    const saved = await saveFile('/api/v1/tracks/export', { ...question, format });
    if (saved.name === 'saved') tell(say('track.exported', { name: saved.file }));
    else setProblem(problemOf(saved));
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: the ticks follow the zoom below; lines are drawn once.
  useEffect(() => {
    if (!track) return;
    const { map } = stage;
    let isLeft = false;
    const marks = trackMarks(track, minutes, timeZone);
    void loadLabelFonts(marks.features.map(({ properties }) => String(properties?.label))).then(() => {
      if (!isLeft) showTrack(map, { lines: trackLines(track), marks }, context);
    });
    const box = boundsOf(track.legs.flatMap(({ positions }) => positions.map(([, lon, lat]): LonLat => [lon, lat])));
    if (box) map.fitBounds(box, { padding: FIT_PADDING, maxZoom: context.overviewZoom + 3.5, duration: 0 });
    return () => {
      isLeft = true;
      clearTrack(map);
    };
  }, [track, stage, context, timeZone]);

  useEffect(() => {
    if (track) showTrackMarks(stage.map, trackMarks(track, minutes, timeZone));
  }, [track, stage, minutes, timeZone]);

  if (!found || !track)
    return <TrackDialog unit={unit} problem={problem} isAsking={isAsking} onLook={look} onClose={onLeave} />;
  return (
    <TrackPanel
      track={track}
      period={found.answer}
      reason={found.question.reason}
      problem={problem}
      onGoTo={props.onGoTo}
      onExport={format => void save(found.question, format)}
      onLeave={onLeave}
    />
  );
}

/** The panel stands on the left, the switches above, who is near below. */
const FIT_PADDING = { top: 70, right: 60, bottom: 250, left: 330 };

function boundsOf(places: readonly LonLat[]): [number, number, number, number] | null {
  if (places.length === 0) return null;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of places) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}

function problemOf(answer: { name: 'refused'; refusal: { message: string } } | { name: 'unreachable' }): string {
  return answer.name === 'refused' ? answer.refusal.message : say('asking.unreachable');
}
