import { useLayoutEffect, useRef, useState, cloneElement, type ReactElement, type ReactNode, type Ref } from 'react';
import { Menu, type MenuProps } from './Menu';

/** A menu that opens when it is first shown: the loaded half of `LazyMenu`. Gives the focus back to its button. */
export function OpenMenu({ button, children, ...menu }: Omit<MenuProps, 'children'> & { button: ReactElement; children: ReactNode }) {
  const target = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState(false);
  useLayoutEffect(() => {
    // The button was put in place anew; it must have the focus before the menu takes it, to get it back.
    target.current?.focus();
    setOpened(true);
  }, []);
  return (
    <Menu opened={opened} onChange={setOpened} {...menu}>
      <Menu.Target>{cloneElement(button as ReactElement<{ ref: Ref<HTMLElement> }>, { ref: target })}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
