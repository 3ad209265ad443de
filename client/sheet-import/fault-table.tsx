/** Where a sheet is wrong, row by row: row and column as the spreadsheet names them, what stands there, what is wrong with it. */
import type { RowFault } from '../../server/contract/refusal.ts';
import { DataTable } from '../design/desk/data-table.tsx';
import { say } from '../wording/wording.ts';

export function FaultTable(props: { caption: string; isCaptionHidden?: boolean; rows: readonly RowFault[] }) {
  const { caption, isCaptionHidden = false, rows } = props;
  return (
    <DataTable
      caption={caption}
      isCaptionHidden={isCaptionHidden}
      rows={rows}
      rowKey={fault => `${fault.row} ${fault.column} ${fault.message}`}
      emptyText=""
      columns={[
        { id: 'row', name: say('import.fault.row'), isNumber: true, cell: fault => fault.row },
        { id: 'column', name: say('import.fault.column'), cell: fault => fault.column },
        { id: 'value', name: say('import.fault.value'), cell: fault => fault.value },
        { id: 'message', name: say('import.fault.message'), cell: fault => fault.message },
      ]}
    />
  );
}
