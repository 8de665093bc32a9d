import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/Accordion.layer.css';
import { Accordion as KitAccordion, type AccordionProps } from '@mantine/core';

export type { AccordionProps };
/** The kit's Accordion, together with its style sheet. */
export const Accordion = KitAccordion;
