import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Native = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps>;

/** Mantine's looks on the router's typed links: `<AnchorLink to="/tasks/$id" params={{ id }}>`. */
export const AnchorLink = createLink(({ ref, ...props }: AnchorProps & Native & { ref?: Ref<HTMLAnchorElement> }) => (
  <Anchor ref={ref} {...props} />
));

export const ButtonLink = createLink(
  ({ ref, ...props }: ButtonProps & Omit<Native, keyof ButtonProps> & { ref?: Ref<HTMLAnchorElement> }) => (
    <Button component="a" ref={ref} {...props} />
  ),
);
