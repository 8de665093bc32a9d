import { nodeEditors } from '@chatloom/nodes/editor';
import type { NodeEditor } from '@chatloom/nodes/editor';

const editors: Record<string, NodeEditor> = nodeEditors;

/** The editor half of a node type; undefined for types this studio does not know. */
export const nodeEditorOf = (type: string): NodeEditor | undefined => (Object.hasOwn(editors, type) ? editors[type] : undefined);

/** Path of the text that can be changed on cards of a type. */
export const cardTextPath = (type: string): readonly string[] | undefined => nodeEditorOf(type)?.cardText;
