import '@xyflow/react/dist/style.css';
import { graphlib, layout } from '@dagrejs/dagre';
import type { PlanStep } from '@kado/domain/plan';
import { Box, Switch, useComputedColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  Background,
  Controls,
  type Edge,
  MarkerType,
  type Node,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StepNode, type StepNodeData } from './step-node';

const WIDTH = 200;
const HEIGHT = 84;
const nodeTypes = { step: StepNode };
const FIT = { maxZoom: 1, padding: 0.1 };

interface PlanDiagramProps {
  steps: readonly PlanStep[];
  /** Codes of steps with faults. */
  faulty?: ReadonlySet<string>;
  onOpen?: (code: string) => void;
}

/** How steps follow each other. It stands still unless one asks to move it, so that the page scrolls past it. */
export default function PlanDiagram({ steps, faulty, onOpen }: PlanDiagramProps) {
  const { t } = useTranslation('plan');
  const scheme = useComputedColorScheme('light');
  const isNarrow = useMediaQuery('(max-width: 48em)') ?? false;
  const [isMoving, setMoving] = useState(false);
  const { nodes, edges, height } = useMemo(
    () => arrange(steps, isNarrow ? 'TB' : 'LR', faulty, onOpen),
    [steps, isNarrow, faulty, onOpen],
  );
  return (
    <Box>
      <Box
        h={Math.min(520, Math.max(160, height + 60))}
        style={{ border: '1px solid var(--mantine-color-default-border)', borderRadius: 8, overflow: 'hidden' }}
        role="group"
        aria-label={t('diagram.title')}
      >
        <ReactFlowProvider>
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            colorMode={scheme}
            fitView
            fitViewOptions={FIT}
            minZoom={0.2}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            panOnDrag={isMoving}
            zoomOnScroll={isMoving}
            zoomOnPinch={isMoving}
            zoomOnDoubleClick={false}
            preventScrolling={isMoving}
            disableKeyboardA11y
            ariaLabelConfig={{
              'controls.ariaLabel': t('diagram.controls'),
              'controls.zoomIn.ariaLabel': t('diagram.zoomIn'),
              'controls.zoomOut.ariaLabel': t('diagram.zoomOut'),
              'controls.fitView.ariaLabel': t('diagram.fit'),
            }}
          >
            <Background />
            <Refit of={nodes} />
            {isMoving && <Controls showInteractive={false} />}
          </ReactFlow>
        </ReactFlowProvider>
      </Box>
      <Switch
        mt="xs"
        label={t('diagram.move')}
        checked={isMoving}
        onChange={(event) => setMoving(event.currentTarget.checked)}
      />
    </Box>
  );
}

/** Laid out anew, or given another width: the whole of it is in sight again. */
function Refit({ of: nodes }: { of: readonly Node[] }) {
  const { fitView } = useReactFlow();
  const width = useStore((state) => state.width);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what one looks at has changed
  useEffect(() => {
    const frame = requestAnimationFrame(() => void fitView(FIT));
    return () => cancelAnimationFrame(frame);
  }, [nodes, width, fitView]);
  return null;
}

function arrange(
  steps: readonly PlanStep[],
  rankdir: 'LR' | 'TB',
  faulty: ReadonlySet<string> | undefined,
  onOpen: ((code: string) => void) | undefined,
): { nodes: Node<StepNodeData>[]; edges: Edge[]; height: number } {
  const known = new Map(steps.map((step) => [step.code, step]));
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir, nodesep: 24, ranksep: 56 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const code of known.keys()) graph.setNode(code, { width: WIDTH, height: HEIGHT });
  const links = [...known.values()].flatMap((step) =>
    [...new Set(step.after)].filter((code) => known.has(code)).map((code) => [code, step.code] as const),
  );
  for (const [from, to] of links) graph.setEdge(from, to);
  layout(graph);
  const nodes = [...known.values()].map((step): Node<StepNodeData> => {
    const { x, y } = graph.node(step.code) as { x: number; y: number };
    return {
      id: step.code,
      type: 'step',
      position: { x: x - WIDTH / 2, y: y - HEIGHT / 2 },
      width: WIDTH,
      height: HEIGHT,
      sourcePosition: rankdir === 'LR' ? Position.Right : Position.Bottom,
      targetPosition: rankdir === 'LR' ? Position.Left : Position.Top,
      data: { step, isFaulty: faulty?.has(step.code) ?? false, onOpen },
    };
  });
  const edges = links.map(
    ([source, target]): Edge => ({
      id: `${source}>${target}`,
      source,
      target,
      markerEnd: { type: MarkerType.ArrowClosed },
    }),
  );
  return { nodes, edges, height: (graph.graph() as { height?: number }).height ?? HEIGHT };
}
