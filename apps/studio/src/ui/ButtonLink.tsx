import { createLink } from '@tanstack/react-router';
import { forwardRef, type AnchorHTMLAttributes } from 'react';
import { Button, type ButtonProps } from './Button';

/** A link that looks like a button: opens in a new tab like any link, types its target like the router's. */
export const ButtonLink = createLink(
  forwardRef<HTMLAnchorElement, ButtonProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>>(function ButtonAnchor(props, ref) {
    return <Button component="a" ref={ref} {...props} />;
  }),
);
