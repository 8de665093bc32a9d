import { cloneElement, lazy, Suspense, useState, type ComponentType, type LazyExoticComponent, type ReactElement } from 'react';

/** What a lazily loaded menu is handed: the button it hangs on. It hands it on to `OpenMenu`. */
export interface MenuButton {
  button: ReactElement;
}
type Load<P> = () => Promise<{ default: ComponentType<P & MenuButton> }>;
type ButtonProps = Record<string, unknown>;

// One component for each loader: a new one at every render would lose the open menu. Their props differ by loader.
const loaded = new Map<unknown, LazyExoticComponent<ComponentType<any>>>();
function lazily<P>(load: Load<P>): ComponentType<P & MenuButton> {
  if (!loaded.has(load)) loaded.set(load, lazy(load as Load<unknown>));
  return loaded.get(load)!;
}

/**
 * A button whose menu, and the kit's code for menus, is loaded when somebody reaches for it. `load` must be a constant of the
 * module (`() => import('./BotMenu')`), `menuProps` are the menu's own.
 */
export function LazyMenu<P extends object>({ load, button, menuProps }: { load: Load<P>; button: ReactElement<ButtonProps>; menuProps: P }) {
  const [wanted, setWanted] = useState(false);
  const Menu = lazily(load);
  const closed = cloneElement(button, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onClick: () => setWanted(true),
    // Most of the way is done before the click comes.
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
