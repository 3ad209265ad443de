/** Takes the first so many of the ranking. In: how many there are. Out: how many are to be taken. */
import { useState } from 'react';
import { Button } from '../design/desk/button.tsx';
import { Select } from '../design/desk/select.tsx';
import { say } from '../wording/wording.ts';
import './first-ones.css';

const SIZES = ['5', '10', '20', '50'] as const;
type Size = (typeof SIZES)[number];

export function FirstOnes({ isWaiting, onPick }: { isWaiting: boolean; onPick: (n: number) => void }) {
  const [size, setSize] = useState<Size>('10');
  return (
    <div className="first-ones">
      <Select
        isLabelHidden
        label={say('spots.first')}
        value={size}
        options={SIZES.map(n => ({ id: n, name: say('spots.first.n', { n }) }))}
        onChange={setSize}
      />
      <Button small isPending={isWaiting} onPress={() => onPick(Number(size))}>
        {say('spots.first.pick')}
      </Button>
    </div>
  );
}
