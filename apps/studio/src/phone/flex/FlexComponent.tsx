import type { CSSProperties } from 'react';
import { childOf, flagOf, listOf, textOf, type Loose } from '../loose';
import { ActionArea, ActionButton, type OnAction } from '../messages/ActionButton';
import { PhonePicture } from '../messages/PhonePicture';
import { ShrinkToFit } from '../messages/ShrinkToFit';
import { boxStyle, buttonStyle, iconStyle, imageStyle, layoutOf, letterStyle, placeStyle, separatorStyle, spacerStyle, textStyle, type FlexPlace } from './flexStyle';
import styles from '../phone.module.css';

interface Props {
  component: Loose;
  place: FlexPlace;
  onAction: OnAction;
  /** Styles of the block this component fills, e.g. its padding. */
  extra?: CSSProperties;
  /** Boxes inside boxes so far; LINE's own caps keep real messages far below the limit. */
  depth?: number;
  /** Where it stands, as a JSON pointer relative to the container: the way LINE names it when it refuses a message (FACTS §10). */
  path: string;
}

/** Deeper than any real message; keeps a hostile one from filling the stack. */
const MAX_DEPTH = 30;

/** One Flex component with everything inside it. Types it does not know take no room, as in an older app. */
export function FlexComponent({ component, place, onAction, extra, depth = 0, path }: Props) {
  const action = childOf(component, 'action');
  switch (textOf(component, 'type')) {
    case 'box': {
      if (depth >= MAX_DEPTH) return null;
      const layout = layoutOf(component);
      const spacing = textOf(component, 'spacing');
      return (
        <ActionArea path={path} action={action} onAction={onAction} style={{ ...boxStyle(component), ...placeStyle(component, place), ...extra }}>
          {listOf(component, 'contents').map((child, index) => (
            <FlexComponent key={index} component={child} place={{ parent: layout, first: index === 0, spacing }} onAction={onAction} depth={depth + 1} path={`${path}/contents/${index}`} />
          ))}
        </ActionArea>
      );
    }
    case 'text':
      return (
        <ActionArea path={path} action={action} onAction={onAction} style={{ ...textStyle(component, place), ...extra }}>
          {textOf(component, 'adjustMode') === 'shrink-to-fit' && !flagOf(component, 'wrap') ? <ShrinkToFit><TextContents text={component} /></ShrinkToFit> : <TextContents text={component} />}
        </ActionArea>
      );
    case 'image': {
      const { frame, picture } = imageStyle(component, place);
      return (
        <ActionArea path={path} action={action} onAction={onAction} style={{ ...frame, ...extra }}>
          <PhonePicture path={`${path}/url`} address={textOf(component, 'url')} kind="image" style={picture} />
        </ActionArea>
      );
    }
    case 'icon':
      return <PhonePicture path={path} address={textOf(component, 'url')} kind="icon" style={iconStyle(component, place)} />;
    case 'button':
      return <ActionButton path={path} action={action ?? {}} onAction={onAction} className={styles.flexButton} shrinks={textOf(component, 'adjustMode') === 'shrink-to-fit'} style={{ ...buttonStyle(component, place), ...extra }} />;
    case 'separator':
      return <div data-flex={path} style={separatorStyle(component, place)} />;
    case 'filler':
      return <div data-flex={path} style={placeStyle({ ...component, flex: component['flex'] ?? 1 }, place)} />;
    case 'spacer':
      return <div data-flex={path} style={{ ...placeStyle(component, place), ...spacerStyle(component, place) }} />;
    default:
      return null;
  }
}

/** Spans win over the plain text when both are there (FACTS §8). */
function TextContents({ text }: { text: Loose }) {
  const spans = listOf(text, 'contents').filter((span) => textOf(span, 'type') === 'span');
  if (spans.length === 0) return <>{textOf(text, 'text') ?? ''}</>;
  return (
    <>
      {spans.map((span, index) => (
        <span key={index} style={letterStyle(span, true)}>
          {textOf(span, 'text') ?? ''}
        </span>
      ))}
    </>
  );
}
