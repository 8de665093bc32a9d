import { cloneElement, Suspense, useState, type ComponentType, type ReactElement } from 'react';

/** What a lazily loaded menu is handed: the button it hangs on. It hands it on to `OpenMenu`. */
export interface MenuButton {
  button: ReactElement;
}
type ButtonProps = Record<string, unknown>;

/**
 * A button whose menu, and the kit's code for menus, is loaded when somebody reaches for it. `menu` is a component made by
 * React's `lazy`, `load` the same import, begun when the pointer comes near; `menuProps` are the menu's own.
 */
export function LazyMenu<P extends object>({
  menu: Menu,
  load,
  button,
  menuProps,
}: {
  menu: ComponentType<P & MenuButton>;
  load: () => Promise<unknown>;
  button: ReactElement<ButtonProps>;
  menuProps: P;
}) {
  const [wanted, setWanted] = useState(false);
  const closed = cloneElement(button, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onClick: () => setWanted(true),
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
  });
  return wanted ? (
    <Suspense fallback={closed}>
      <Menu {...menuProps} button={button} />
    </Suspense>
  ) : (
    closed
  );
}
