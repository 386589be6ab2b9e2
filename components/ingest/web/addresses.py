"""Which hosts and IP addresses lie on the public Internet and may be connected to."""

from __future__ import annotations

import ipaddress
import re
import socket
import unicodedata

import idna

_IPv4 = ipaddress.IPv4Address

# Beyond what Python's is_global leaves out: multicast and reserved ranges count as global there,
# and what is global changed between Python versions.
_NOT_PUBLIC_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            # The wire server of Azure answers every virtual machine at this public address.
            "168.63.129.16/32",
        ),
    )
)  # fmt: skip
# Global unicast only: this leaves out ::, ::1, mapped and compatible IPv4, NAT64 (64:ff9b::/96 and
# 64:ff9b:1::/48), discard, unique local with fd00:ec2::254, link-local, site-local and multicast.
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    map(
        ipaddress.IPv6Network,
        (
            # Teredo, benchmarking, ORCHID and other protocol assignments; documentation; 6to4.
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
            "3ffe::/16",
        ),
    )
)  # fmt: skip
# ISATAP carries an IPv4 address in its last 32 bits behind this mark.
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
_INNER_NAMES = (
    "localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan",
    "home.arpa", "arpa", "invalid", "test", "example", "onion", "alt",
)  # fmt: skip
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# How libraries of C read numbers as IPv4 addresses: 2130706433, 0x7f.1, 0177.0.0.1.
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")


class BadHost(ValueError):
    """A host that names no place on the public Internet; the message is a plain sentence."""


def is_public(address: str) -> bool:
    """Whether an IP address in its usual spelling belongs to the public Internet."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, _IPv4):
        return ip.is_global and not any(ip in network for network in _NOT_PUBLIC_4)
    if ip.scope_id is not None or ip not in _GLOBAL_6:
        return False
    if any(ip in network for network in _NOT_PUBLIC_6):
        return False
    value = int(ip)
    return (value >> 32) & 0xFFFF_FFFF not in _ISATAP and ip.is_global


def checked_host(host: str) -> str:
    """Host in the one spelling used from here on: an IP address, or an ASCII name of two parts or more.

    Raises BadHost for local names, unusual spellings of IP addresses and disguised characters.
    Whether the addresses behind a name are public is asked when it is connected to.
    """
    bare = host.strip("[]") if host.startswith("[") else host
    if ":" in bare or "%" in bare:
        return _checked_ip(bare)
    name = bare.lower().removesuffix(".")
    if not name.isascii():
        name = _ascii(name)
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        # The last part of a host name is never a number, so this is meant as an IP address.
        return _checked_ip(name)
    if not all(_LABEL.fullmatch(label) for label in labels) or len(name) > 253:
        raise BadHost(f"“{host[:100]}” is no host name. Check the address.")
    if len(labels) < 2 or any(
        name == inner or name.endswith(f".{inner}") for inner in _INNER_NAMES
    ):
        raise BadHost(
            f"“{name}” is a name inside a network or a machine, not on the public Internet, so "
            "nothing is fetched from it."
        )
    return name


def system_addresses(host: str) -> list[str]:
    """IP addresses of a host name, as the machine's resolver gives them; raises OSError."""
    answers = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _checked_ip(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise BadHost(
            f"“{text[:100]}” is an unusual spelling of an IP address. Give the site’s name instead."
        ) from None


def _ascii(name: str) -> str:
    """ASCII form of an international name; characters that only look like others are refused."""
    if unicodedata.normalize("NFKC", name) != name or re.search("[\u3002\uff0e\uff61]", name):
        raise BadHost("The address is written with disguised characters. Type the site’s name.")
    try:
        return idna.encode(name, strict=True, std3_rules=True).decode("ascii")
    except idna.IDNAError:
        raise BadHost("The site’s name holds characters that no name may have.") from None
