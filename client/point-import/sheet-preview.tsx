/**
 * What a sheet would do: how it was read, the numbers, another system that fits better, then its faults, warnings and rows. In: the preview.
 * Out: the wish for that system; the row that is looked at.
 */
import { useState } from 'react';
import type { Crs } from '../../server/contract/coordinates.ts';
import type { PreviewRow, RoundPreview } from '../../server/contract/sanitation-import.ts';
import { Button } from '../design/desk/button.tsx';
import { Notice } from '../design/desk/notice.tsx';
import { SegmentedFilter } from '../design/desk/segmented-filter.tsx';
import { VirtualTable } from '../design/desk/virtual-table.tsx';
import { scoreText } from '../sanitation-point/score-text.ts';
import { FaultTable } from '../sheet-import/fault-table.tsx';
import { say } from '../wording/wording.ts';
import { RowKindName } from './row-sign.tsx';

const LISTS = ['faults', 'warnings', 'rows'] as const;
type List = (typeof LISTS)[number];
/** Nearer than this is how places are taken by hand. */
const TOLD_FROM_M = 20;

export function SheetPreview(props: {
  preview: RoundPreview;
  chosen: number | null;
  onChoose: (row: number) => void;
  onSystem: (crs: Crs) => void;
}) {
  const { preview, chosen, onChoose, onSystem } = props;
  const { counts, faults, warnings, rows, crsHint, ready, headings, file } = preview;
  const [wanted, setList] = useState<List | null>(null);
  // Whoever presses a row on the map wants to read it.
  const list = wanted ?? (ready || chosen !== null ? 'rows' : 'faults');
  const left = headings.filter(({ field }) => field === null).map(({ heading }) => heading);
  return (
    <>
      <div role={ready ? 'status' : 'alert'} className="sheet-summary">
        <Notice urgent={!ready}>
          {ready
            ? say('sheet.ready', { points: counts.points, deductions: counts.deductions, clean: counts.clean })
            : say('sheet.not-ready', { n: counts.faults })}
        </Notice>
        <p>
          {[
            say('sheet.read', { rows: counts.rows }),
            file.encoding ? say(`sheet.encoding.${file.encoding}`) : say('sheet.format.xlsx'),
            counts.known > 0 ? say('sheet.known', { n: counts.known }) : '',
            counts.unlisted > 0 ? say('sheet.unlisted.n', { n: counts.unlisted }) : '',
            counts.withdrawn > 0 ? say('sheet.withdrawn', { n: counts.withdrawn }) : '',
            left.length > 0 ? say('sheet.left-out', { names: left.join('、') }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {crsHint && (
          <Button small kind="primary" onPress={() => onSystem(crsHint.better)}>
            {say('sheet.take-system', { system: say(`device.crs.${crsHint.better}`) })}
          </Button>
        )}
      </div>
      <SegmentedFilter
        label={say('sheet.list')}
        segments={[
          { id: 'faults', name: say('sheet.faults'), count: counts.faults },
          { id: 'warnings', name: say('sheet.warnings'), count: warnings.length },
          { id: 'rows', name: say('sheet.rows'), count: rows.length },
        ]}
        value={list}
        onChange={setList}
      />
      <div className="planning-side-list sheet-list">
        {list === 'rows' ? (
          <Rows rows={rows} chosen={chosen} onChoose={onChoose} />
        ) : (
          <div className="sheet-faults">
            <FaultTable isCaptionHidden caption={say(`sheet.${list}`)} rows={list === 'faults' ? faults : warnings} />
          </div>
        )}
      </div>
    </>
  );
}

function Rows(props: { rows: readonly PreviewRow[]; chosen: number | null; onChoose: (row: number) => void }) {
  return (
    <VirtualTable
      label={say('sheet.rows')}
      rows={props.rows}
      rowKey={({ row }) => String(row)}
      selected={props.chosen === null ? null : String(props.chosen)}
      onChoose={({ row }) => props.onChoose(row)}
      columns={[
        { id: 'row', name: say('import.fault.row'), width: '36px', isNumber: true, cell: ({ row }) => row },
        { id: 'kind', name: say('sheet.kind'), width: '92px', cell: ({ kind }) => <RowKindName kind={kind} /> },
        {
          id: 'point',
          name: say('register.point'),
          width: 'minmax(110px, 1fr)',
          cell: ({ name, point, distanceM }) => (
            <>
              {name ?? say('value.unknown')}
              <small>
                {point}
                {distanceM !== null && distanceM >= TOLD_FROM_M && ` · ${say('sheet.distance', { m: distanceM })}`}
              </small>
            </>
          ),
        },
        {
          id: 'item',
          name: say('sheet.item'),
          width: 'minmax(80px, 1fr)',
          cell: ({ item, score }) => (
            <>
              {item ?? say('value.unknown')}
              <small>{score !== null && item !== null && `−${scoreText(score)}`}</small>
            </>
          ),
        },
      ]}
    />
  );
}
