/** Header with the search box, navigation, and the page. */
import { AppShell, Burger, Button, Group, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAlertCircle,
  IconChartBar,
  IconFileImport,
  IconHandStop,
  IconInbox,
  IconListSearch,
  IconLogout,
  IconSearch,
  IconTarget,
  IconTextScan2,
  IconUsers,
  IconWorldSearch,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { mayAdminister, mayDecide, maySeePersonsAtRisk } from '../../../domain/account.ts';
import type { UserRole } from '../../../domain/review.ts';
import { useAccount, useSignOut } from '../session.ts';
import { KeyHelp } from './key-help.tsx';
import { tellProblem } from './notices.tsx';
import { useKeys } from './use-keys.ts';

const everybody: readonly UserRole[] = ['admin', 'analyst', 'investigator'];

const pages: { to: string; label: string; icon: typeof IconInbox; roles: readonly UserRole[] }[] = [
  { to: '/', label: 'Lead queue', icon: IconInbox, roles: everybody },
  { to: '/check', label: 'Check this', icon: IconTextScan2, roles: everybody },
  { to: '/overview', label: 'Overview', icon: IconChartBar, roles: everybody },
  { to: '/persons-at-risk', label: 'Persons at risk', icon: IconAlertCircle, roles: maySeePersonsAtRisk },
  { to: '/intake', label: 'Intake', icon: IconHandStop, roles: mayDecide },
  { to: '/imports', label: 'Imports', icon: IconFileImport, roles: mayDecide },
  { to: '/targets', label: 'Crawl targets', icon: IconTarget, roles: mayAdminister },
  { to: '/jobs', label: 'Jobs', icon: IconListSearch, roles: mayAdminister },
  { to: '/users', label: 'Users', icon: IconUsers, roles: mayAdminister },
];

export const Shell = ({ children }: { children: ReactNode }) => {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const [isHelpOpen, help] = useDisclosure(false);
  const search = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => search.current?.focus(), '?': help.open });
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 210, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'xs', sm: 'md' }}
    >
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <AppShell.Header>
        <Group h="100%" px="sm" gap="sm" wrap="nowrap">
          <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />
          <Group gap={8} wrap="nowrap" visibleFrom="sm" w={182}>
            <IconWorldSearch color="var(--accent)" aria-hidden />
            <Text fw={700} size="lg">
              Lurewatch
            </Text>
          </Group>
          <SearchBox input={search} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <Navigation onChoose={close} onHelp={help.open} />
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1}>
        {children}
      </AppShell.Main>
      <KeyHelp opened={isHelpOpen} onClose={help.close} />
    </AppShell>
  );
};

const SearchBox = ({ input }: { input: React.RefObject<HTMLInputElement | null> }) => {
  const [text, setText] = useState('');
  const navigate = useNavigate();
  return (
    <search style={{ flex: 1, maxWidth: 520 }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          input.current?.blur();
          void navigate({ to: '/', search: text.trim() ? { search: text.trim(), show: 'all' } : {} });
        }}
      >
        <TextInput
          ref={input}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Escape' && input.current?.blur()}
          placeholder="Words, phone number or handle"
          aria-label="Search leads by words, phone number or handle"
          leftSection={<IconSearch size={18} aria-hidden />}
          rightSection={<kbd aria-hidden>/</kbd>}
          type="search"
          maxLength={300}
        />
      </form>
    </search>
  );
};

const Navigation = ({ onChoose, onHelp }: { onChoose: () => void; onHelp: () => void }) => {
  const account = useAccount();
  const signOut = useSignOut();
  return (
    <>
      <nav aria-label="Pages" style={{ flex: 1 }}>
        {pages
          .filter((page) => page.roles.includes(account.role))
          .map((page) => (
            <Link
              key={page.to}
              to={page.to}
              className="nav-link"
              activeOptions={{ exact: page.to === '/', includeSearch: false }}
              onClick={onChoose}
            >
              <page.icon size={20} aria-hidden />
              {page.label}
            </Link>
          ))}
      </nav>
      <Text size="sm" className="soft" px={12} pb={4}>
        {account.name} · {account.role}
      </Text>
      <Group gap={4} px={4}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => signOut().catch(tellProblem)}
        >
          Sign out
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onHelp}>
          Keys
        </Button>
      </Group>
    </>
  );
};
