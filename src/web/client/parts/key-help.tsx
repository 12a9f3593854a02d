/** The list of shortcuts, opened by `?`. */
import { Modal, Stack, Table, Text } from '@mantine/core';

const shortcuts: [string, [string, string][]][] = [
  [
    'Everywhere',
    [
      ['/', 'search words, a phone number or a handle'],
      ['?', 'this list'],
    ],
  ],
  [
    'Lead queue',
    [
      ['j  k', 'next, previous'],
      ['Enter', 'open'],
      ['x', 'select'],
    ],
  ],
  [
    'Lead',
    [
      ['c', 'claim, or give back'],
      ['p', 'pursue'],
      ['d', 'dismiss with a reason'],
      ['r', 'refer'],
      ['u', 'undo the last decision'],
      ['j  k', 'next, previous lead of the queue'],
      ['←', 'back to the queue'],
    ],
  ],
];

export const KeyHelp = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => (
  <Modal opened={opened} onClose={onClose} title="Keyboard" size="md">
    <Stack>
      {shortcuts.map(([place, keys]) => (
        <div key={place}>
          <Text fw={600} mb={4}>
            {place}
          </Text>
          <Table>
            <Table.Tbody>
              {keys.map(([key, what]) => (
                <Table.Tr key={key}>
                  <Table.Td w={90}>
                    {key.split('  ').map((one) => (
                      <kbd key={one}>{one}</kbd>
                    ))}
                  </Table.Td>
                  <Table.Td>{what}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ))}
    </Stack>
  </Modal>
);
