/** What was picked goes into the draft with its evidence, and leaves the basket: it is kept with the draft now. What is in the plan already gets the newer evidence. */
import { changeDraft, type DraftStore } from './draft-store.ts';
import { createTargetBasket, emptyBasket, pickTargets, type TargetBasketStore } from './target-basket.ts';

export function takeBasket(basket: TargetBasketStore, store: DraftStore): void {
  const { targets } = basket.getState();
  if (targets.length === 0) return;
  // The same rules as for picking: one thing stands once, no more than a plan takes.
  const joined = createTargetBasket();
  joined.setState({ targets: store.getState().draft.targets });
  pickTargets(joined, targets);
  changeDraft(store, draft => ({ ...draft, targets: [...joined.getState().targets] }));
  emptyBasket(basket);
}
