import { useEffect, useState } from 'react';

/** Whether the rich menu is unfolded: as the menu says when it appears, and from then on as the person wants it. */
export function useMenuFold(menu: { selected: boolean } | undefined): [boolean, (isOpen: boolean) => void] {
  const [fold, setFold] = useState<{ isOpen: boolean; wasShown: boolean }>({ isOpen: false, wasShown: false });
  const isShown = menu !== undefined;
  const isSelected = menu?.selected === true;
  useEffect(() => {
    // Switching between tabs keeps the fold; only a menu that appears where none was follows its own wish.
    setFold((before) => (before.wasShown === isShown ? before : { isOpen: isSelected, wasShown: isShown }));
  }, [isShown, isSelected]);
  return [fold.isOpen && isShown, (isOpen) => setFold({ isOpen, wasShown: isShown })];
}
