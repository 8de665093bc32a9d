import styles from './optionsThatScroll.module.css';

/**
 * A long list of options scrolls by itself. The kit would put a scroll area around it, which is one more thing to stop at by
 * keyboard although the arrows already move through the list.
 */
export const optionsThatScroll = { withScrollArea: false, classNames: { options: styles.options } };
