/** Parts of one page, one shown at a time; only the shown one is there. In: tabs with their content. Out: the chosen id. */
import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';
import './desk.css';

export interface TabOf<Id extends string> {
  id: Id;
  name: string;
  count?: number | null | undefined;
  content: ReactNode;
}

export function Tabs<Id extends string>(props: {
  label: string;
  tabs: readonly TabOf<Id>[];
  value: Id;
  onChange: (id: Id) => void;
}) {
  return (
    <AriaTabs selectedKey={props.value} onSelectionChange={id => props.onChange(id as Id)}>
      <TabList className="desk-tabs" aria-label={props.label}>
        {props.tabs.map(tab => (
          <Tab key={tab.id} id={tab.id} className="desk-tab">
            {tab.name}
            {typeof tab.count === 'number' && <span className="desk-count">{tab.count}</span>}
          </Tab>
        ))}
      </TabList>
      {props.tabs.map(tab => (
        <TabPanel key={tab.id} id={tab.id}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
