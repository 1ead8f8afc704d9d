package workshop.testkit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workshop.testkit.SameBytes.sameArp;
import static workshop.testkit.SameBytes.sameFrame;
import static workshop.testkit.SameBytes.sameIcmp;
import static workshop.testkit.SameBytes.samePacket;
import static workshop.testkit.SameBytes.sameSegment;

import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** All bytes here are written down by hand, field by field; the sums stand beside them. */
class FramesTest {
  @Test
  void checksumOfTheExampleInRfc1071() {
    // Section 3: the words 0001 f203 f4f5 f6f7 sum up to 2ddf0, folded ddf2; its complement is
    // 220d.
    assertThat(Frames.checksum(Hex.bytes("00 01 f2 03 f4 f5 f6 f7")), equalTo(0x220d));
    assertThat(
        Frames.checksum(Hex.bytes("00 01 f2 03"), Hex.bytes("f4 f5 f6 f7 22 0d")), equalTo(0));
  }

  @Test
  void checksumAtItsEdges() {
    assertThat(Frames.checksum(new byte[0]), equalTo(0xffff));
    assertThat(Frames.checksum(new byte[7]), equalTo(0xffff));
    assertThat(Frames.checksum(Hex.bytes("ff ff")), equalTo(0)); // ffff, not folded to 0
    assertThat(Frames.checksum(Hex.bytes("ff fe 00 01")), equalTo(0));
    assertThat(Frames.checksum(Hex.bytes("12")), equalTo(0xedff)); // odd: 1200
    assertThat(Frames.checksum(Hex.bytes("80 00 80 00")), equalTo(0xfffe)); // 10000, folded 0001
  }

  @Test
  void arpRequestAndReply() {
    assertThat(
        Frames.arpRequest().frame(),
        sameFrame(
            Hex.bytes(
                """
                ff ff ff ff ff ff | 02 00 00 00 00 aa | 08 06  # to everybody, from the kernel, ARP
                00 01 | 08 00 | 06 | 04 | 00 01                # Ethernet, IPv4, lengths, request
                02 00 00 00 00 aa | c0 a8 64 01                # sender
                00 00 00 00 00 00 | c0 a8 64 02                # target: unknown MAC
                """)));
    assertThat(
        Frames.arpReply().message(),
        sameArp(
            Hex.bytes(
                "00 01 08 00 06 04 00 02 | 02 00 00 00 00 01 c0 a8 64 02"
                    + "| 02 00 00 00 00 aa c0 a8 64 01")));
    assertThat(Frames.arpReply().paddedFrame().length, equalTo(60));
  }

  @Test
  void ipv4HeaderWithAllThatCanBeOverridden() {
    // 4500 + 0018 + 0001 + 0000 + 40fd + 0000 + c0a8 + 6401 + c0a8 + 6402 = 2cf69 -> cf6b -> 3094
    assertThat(
        Frames.ipv4().payload(Hex.bytes("de ad be ef")).packet(),
        samePacket(
            Hex.bytes(
                """
                45 00 00 18 | 00 01 00 00 | 40 fd 30 94
                c0 a8 64 01 | c0 a8 64 02 | de ad be ef
                """)));
    byte[] odd =
        Frames.ipv4()
            .version(6)
            .ihl(15)
            .tos(0xb8)
            .totalLength(9999) // 270f
            .identification(0xabcd)
            .dontFragment()
            .moreFragments()
            .fragmentOffset(1480) // 185 units of 8: b9
            .ttl(1)
            .protocol(17)
            .checksum(0x1234)
            .options(Hex.bytes("01"))
            .from("10.0.0.1")
            .to("255.255.255.255")
            .packet();
    assertThat(
        odd,
        samePacket(
            Hex.bytes(
                """
                6f b8 27 0f | ab cd 60 b9 | 01 11 12 34
                0a 00 00 01 | ff ff ff ff | 01 00 00 00
                """)));
  }

  @Test
  void echoRequest() {
    // 0800 + 0001 + 0001 + 6100 = 6902 -> 96fd: the odd byte 'a' counts as 6100
    assertThat(
        Frames.echoRequest().payload("a").message(),
        sameIcmp(Hex.bytes("08 00 96 fd | 00 01 00 01 | 61")));
  }

  @Test
  void synWithItsChecksum() {
    // Pseudo-header: c0a8 + 6401 + c0a8 + 6402 + 0006 + 0018                        = 24971
    // Segment:       9c40 + 1f90 + 0000 + 03e8 + 0000 + 0000 + 6002 + ffff + 0000
    //                + 0204 + 05b4                                                   = 22771
    // Sum: 470e2 -> 70e6 -> 8f19
    byte[] syn = Frames.tcp().flags("SYN").seq(1000).mss(1460).segment();
    assertThat(
        syn,
        sameSegment(
            Hex.bytes(
                """
                9c 40 1f 90 | 00 00 03 e8 | 00 00 00 00
                60 02 ff ff | 8f 19 00 00 | 02 04 05 b4
                """)));
  }

  @Test
  void tcpFieldsThatCanBeOverridden() {
    byte[] odd =
        Frames.tcp()
            .from("192.168.100.9", 1)
            .to("192.168.100.2", 2)
            .seq(-1)
            .ack(1L << 32 | 5)
            .flags("CWR, ECE,URG")
            .reserved(0xf)
            .dataOffset(4)
            .window(0)
            .checksum(0)
            .urgentPointer(7)
            .options(Hex.bytes("01 01 04 02 00"))
            .payload("!")
            .segment();
    assertThat(
        odd,
        sameSegment(
            Hex.bytes(
                """
                00 01 00 02 | ff ff ff ff | 00 00 00 05
                4f e0 00 00 | 00 00 00 07 | 01 01 04 02
                00 00 00 00 | 21
                """)));
  }

  @Test
  void framesGoBothWays() {
    EthernetFields there = Frames.read(Frames.tcp().flags("SYN").frame());
    EthernetFields back = Frames.read(Frames.tcp().fromStack().flags("RST,ACK").frame());
    assertThat(there.source(), equalTo("02:00:00:00:00:aa"));
    assertThat(there.destination(), equalTo("02:00:00:00:00:01"));
    assertThat(back.source(), equalTo("02:00:00:00:00:01"));
    assertThat(back.destination(), equalTo("02:00:00:00:00:aa"));
    assertThat(back.tcp().source(), equalTo("192.168.100.2"));
    assertThat(back.tcp().sourcePort(), equalTo(8080));
    assertThat(back.tcp().destination(), equalTo("192.168.100.1"));
    assertThat(back.tcp().destinationPort(), equalTo(40000));
  }

  @Test
  void readsWhatItBuilt() {
    byte[] frame =
        Frames.tcp()
            .flags("ACK,SYN")
            .seq(0xffff_ffffL)
            .ack(0x8000_0000)
            .mss(536)
            .payload("hello")
            .ip(ip -> ip.ttl(7).dontFragment().options(Hex.bytes("01 01 01 00")))
            .ethernet(ethernet -> ethernet.trailer(Hex.bytes("ba d0")))
            .frame();
    Ipv4Fields ip = Frames.read(frame).ipv4();
    TcpFields tcp = ip.tcp();
    assertThat(ip.ttl(), equalTo(7));
    assertThat(ip.dontFragment(), is(true));
    assertThat(ip.headerLength(), equalTo(24));
    assertThat(ip.totalLength(), equalTo(24 + 24 + 5));
    assertThat(ip.checksumOk(), is(true));
    assertThat(tcp.flags(), equalTo("SYN,ACK"));
    assertThat(tcp.seq(), equalTo(4294967295L));
    assertThat(tcp.ack(), equalTo(2147483648L));
    assertThat(tcp.mss(), equalTo(OptionalInt.of(536)));
    assertThat(tcp.text(), equalTo("hello"));
    assertThat(tcp.checksumOk(), is(true));
    assertThat(tcp.sequenceLength(), equalTo(6));
    assertThat(tcp.nextSeq(), equalTo(5L));
  }

  @Test
  void noticesWrongChecksums() {
    assertThat(Frames.read(Frames.ipv4().checksum(1).frame()).ipv4().checksumOk(), is(false));
    assertThat(
        Frames.read(Frames.echoRequest().checksum(1).frame()).icmp().checksumOk(), is(false));
    assertThat(Frames.read(Frames.tcp().checksum(1).frame()).tcp().checksumOk(), is(false));
  }

  @Test
  void showsEachKindInOneLine() {
    assertThat(
        Frames.summary(
            Frames.tcp().fromStack().flags("SYN,ACK").seq(5000).ack(1001).mss(1460).frame()),
        equalTo(
            "192.168.100.2:8080 > 192.168.100.1:40000 SYN,ACK seq=5000 ack=1001 win=65535 mss=1460"
                + " len=0"));
    assertThat(
        Frames.summary(Frames.tcp().flags("").seq(1).checksum(0).payload("hi").frame()),
        equalTo(
            "192.168.100.1:40000 > 192.168.100.2:8080 none seq=1 win=65535 len=2 BAD-CHECKSUM"));
    assertThat(
        Frames.summary(Frames.echoReply().identifier(7).sequence(2).payload("abc").frame()),
        equalTo("192.168.100.2 > 192.168.100.1 ICMP echo reply id=7 seq=2 len=3"));
    assertThat(
        Frames.summary(Frames.arpRequest().frame()),
        equalTo("ARP who has 192.168.100.2? tell 192.168.100.1 (02:00:00:00:00:aa)"));
    assertThat(
        Frames.summary(Frames.arpReply().frame()),
        equalTo("ARP 192.168.100.2 is at 02:00:00:00:00:01, told to 192.168.100.1"));
    assertThat(
        Frames.summary(Frames.ipv4().protocol(6).fragmentOffset(8).payload(new byte[3]).frame()),
        equalTo("192.168.100.1 > 192.168.100.2 protocol 6, 3 bytes fragment id=1 offset=8 last"));
    assertThat(
        Frames.summary(Frames.ethernet().type(0x86dd).payload(new byte[40]).frame()),
        equalTo("02:00:00:00:00:aa > 02:00:00:00:00:01 EtherType 0x86dd, 40 bytes"));
  }

  @Test
  void summaryOfAnyFrameCutOffAnywhere() {
    byte[][] frames = {
      Frames.tcp().mss(1460).payload("hello").frame(),
      Frames.echoRequest().payload("hello").frame(),
      Frames.arpRequest().frame(),
    };
    for (byte[] frame : frames) {
      for (int length = 0; length < frame.length; length++) {
        assertThat(
            Frames.summary(Arrays.copyOf(frame, length)),
            containsString("malformed frame of " + length + " bytes"));
      }
    }
  }

  @Test
  void refusesWhatDoesNotHoldTogether() {
    assertThat(refusal(Frames.ipv4().version(6).frame()), equalTo("the IP version is 6, not 4"));
    assertThat(refusal(Frames.ipv4().ihl(4).frame()), containsString("16 bytes is too short"));
    assertThat(refusal(Frames.ipv4().totalLength(21).frame()), containsString("total length 21"));
    assertThat(refusal(Frames.tcp().dataOffset(6).frame()), containsString("data offset 6"));
    assertThat(
        refusal(Frames.arpRequest().hardwareLength(8).frame()), containsString("not for IPv4"));
  }

  @Test
  void optionsThatLieHaveNoMss() {
    assertThat(mss("03 03 07 01 02 04 05 b4"), equalTo(OptionalInt.of(1460)));
    assertThat(mss("00 02 04 05 b4"), equalTo(OptionalInt.empty())); // after the end of options
    assertThat(mss("02 00 05 b4"), equalTo(OptionalInt.empty()));
    assertThat(mss("02 05 05 b4"), equalTo(OptionalInt.empty()));
    assertThat(mss("1e 1f 00 00 02 04 05 b4"), equalTo(OptionalInt.empty()));
    assertThat(mss("01 01 01 02"), equalTo(OptionalInt.empty()));
  }

  @Test
  void anotherKindThanExpectedFailsTheTest() {
    EthernetFields frame = Frames.read(Frames.arpRequest().frame());
    AssertionError error = assertThrows(AssertionError.class, frame::tcp);
    assertThat(
        error.getMessage(),
        equalTo(
            "expected IPV4, but this is: ARP who has 192.168.100.2? tell 192.168.100.1"
                + " (02:00:00:00:00:aa)"));
  }

  @Test
  void aBuilderCanBeUsedAgain() {
    TcpBuilder tcp = Frames.tcp().flags("ACK");
    assertThat(tcp.paddedFrame().length, equalTo(60));
    assertThat(tcp.frame().length, equalTo(54));
    ArpBuilder arp = Frames.arpRequest();
    assertThat(arp.paddedFrame().length, equalTo(60));
    assertThat(arp.frame().length, equalTo(42));
  }

  @Test
  void refusesTextThatIsNoAddressOrFlag() {
    assertThrows(IllegalArgumentException.class, () -> Frames.ip("192.168.100"));
    assertThrows(IllegalArgumentException.class, () -> Frames.ip("192.168.100.256"));
    assertThrows(IllegalArgumentException.class, () -> Frames.mac("02:00:00:00:00:zz"));
    IllegalArgumentException flag =
        assertThrows(IllegalArgumentException.class, () -> Frames.tcp().flags("SYN,AKC"));
    assertThat(flag.getMessage(), containsString("'AKC' is not one of the TCP flags"));
  }

  private static OptionalInt mss(String options) {
    byte[] frame = Frames.tcp().options(Hex.bytes(options)).frame();
    return Frames.read(frame).tcp().mss();
  }

  private static String refusal(byte[] frame) {
    return assertThrows(IllegalArgumentException.class, () -> Frames.read(frame)).getMessage();
  }
}
