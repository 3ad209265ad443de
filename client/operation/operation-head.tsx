/** The head of every page of one operation: the way back to the list, its name, its state, what is beside it. In: the record, null = not saved yet. */
import type { ReactNode } from 'react';
import type { OperationRecord } from '../../server/contract/operation.ts';
import { PageLink } from '../design/page-link.tsx';
import { say } from '../wording/wording.ts';
import { operationHref } from './operations-address.ts';

export function OperationHead(props: {
  title: string;
  record: Pick<OperationRecord, 'id' | 'state'> | null;
  children?: ReactNode;
}) {
  const { title, record } = props;
  return (
    <header className="operation-head">
      <PageLink className="operation-back" href={operationHref({ operation: '' })} label={say('operations.back')}>
        ‹
      </PageLink>
      <div>
        <h2>{title}</h2>
        {record && (
          <p>
            <b className="operation-state" data-state={record.state}>
              {say(`operation.state.${record.state}`)}
            </b>{' '}
            {record.id}
          </p>
        )}
      </div>
      {props.children}
    </header>
  );
}
