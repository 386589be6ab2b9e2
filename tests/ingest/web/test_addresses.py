import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.ingest.web.addresses import BadHost, checked_host, is_public

PUBLIC = ("93.184.216.34", "8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001::200e")
NOT_PUBLIC = (
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "192.0.0.192",
    "192.0.2.7",
    "192.88.99.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::a9fe:a9fe",
    "100::1",
    "2001::1",
    "2001:0:5ef5:79fd::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:c0a8:101::1",
    "2a00:1450::5efe:7f00:1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:4700::1%eth0",
    "fec0::1",
    "ff02::1",
    "no address",
)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_what_python_calls_special_is_never_public(ip: ipaddress.IPv4Address) -> None:
    special = ip.is_private or ip.is_loopback or ip.is_multicast or ip.is_reserved
    if special or ip.is_link_local or ip.is_unspecified:
        assert not is_public(str(ip))


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_is_reached_through_one_of_version_6(ip: ipaddress.IPv4Address) -> None:
    number = int(ip)
    for prefix in ("::ffff:0:0", "::", "64:ff9b::", "64:ff9b:1::", "::ffff:0:0:0"):
        carried = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | number)
        assert not is_public(str(carried))
    assert not is_public(str(ipaddress.IPv6Address((0x2002 << 112) | (number << 80) | 1)))


@pytest.mark.parametrize(
    ("host", "spelled"),
    [
        ("News.Example.ORG", "news.example.org"),
        ("news.example.org.", "news.example.org"),
        ("münchen.de", "xn--mnchen-3ya.de"),
        ("93.184.216.34", "93.184.216.34"),
        ("[2606:4700:4700::1111]", "2606:4700:4700::1111"),
        ("a_b.example.com", "a_b.example.com"),
    ],
)
def test_hosts_in_their_one_spelling(host: str, spelled: str) -> None:
    assert checked_host(host) == spelled


@pytest.mark.parametrize(
    "host",
    [
        "",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "x.localhost",
        "intranet",
        "printer.local",
        "metadata.google.internal",
        "router.home.arpa",
        "0x7f.1",
        "0x7f000001",
        "2130706433",
        "0177.0.0.1",
        "127.1",
        "127.0.0.1.2",
        "news.example.0x1",
        "news..example.org",
        "-news.example.org",
        "news.example.org..",
        "127。0。0。1",
        "①②⑦.⓪.⓪.①",
        "ｌｏｃａｌｈｏｓｔ",
        "ⓔxample.com",
        "news.example%00.org",
        "%31%32%37.0.0.1",
        "a" * 64 + ".org",
        ".".join(["abc"] * 80),
    ],
)
def test_hosts_that_are_refused(host: str) -> None:
    with pytest.raises(BadHost) as caught:
        checked_host(host)
    assert str(caught.value).endswith(".")
