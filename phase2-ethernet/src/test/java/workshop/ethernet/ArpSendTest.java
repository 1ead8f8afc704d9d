package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.shared.Ipv4Address;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;
import workshop.testkit.Hex;

@Order(8)
@Exercise("2.6")
@DisplayName("Arp: sending to a neighbour")
class ArpSendTest extends ArpBench {
  @Test
  @Order(1)
  @DisplayName("send: sends at once to a machine that has asked for us")
  void sendsAtOnce() throws IOException {
    receive(Frames.arpRequest().frame());
    sent();
    send(KERNEL, "01 02 03", 1);
    assertSent(toKernel("01 02 03"));
  }

  @Test
  @Order(2)
  @DisplayName("send: asks everybody for the address of an unknown neighbour")
  void asks() throws IOException {
    send(KERNEL, "01 02 03", 0);
    assertSent(QUESTION_FOR_KERNEL);
    assertThat("the reasons for drops, told to the observer", observer.reasons, is(empty()));
  }

  @Test
  @Order(3)
  @DisplayName("send: keeps the packet until the answer is there, and sends it once")
  void keepsPacket() throws IOException {
    send(KERNEL, "01 02 03", 0);
    sent();
    receive(replyFromKernel());
    assertSent(toKernel("01 02 03"));
    receive(replyFromKernel());
    assertSent("once");
    send(KERNEL, "04", 1);
    assertSent("and the next one at once", toKernel("04"));
  }

  @Test
  @Order(4)
  @DisplayName("send: keeps a copy, because the sender uses its frame again meanwhile")
  void keepsCopy() throws IOException {
    send(KERNEL, "01 02 03", 0);
    sent();
    packet("04 05 06 07");
    receive(replyFromKernel());
    assertSent(toKernel("01 02 03"));
    assertThat("the sender's frame", outgoing.bytes(), sameBytes(Hex.bytes("04 05 06 07")));
  }

  @Test
  @Order(5)
  @DisplayName("send: a packet that waits keeps its headers, and its work for the link")
  void keepsWhatItAsksFor() throws IOException {
    List<String> asked = new ArrayList<>();
    EthernetLayer layer =
        new EthernetLayer(
            new WatchedLink(
                frame ->
                    asked.add(
                        "%d bytes, checksum from %d, segments of %d"
                            .formatted(frame.size(), frame.checksumStart(), frame.segmentSize()))),
            new MacAddress(0x0200_0000_0001L),
            clock,
            observer);
    Arp other = new Arp(layer, STACK, clock, observer);
    packet("04 05 06");
    outgoing.prepend(2).put(Hex.bytes("02 03"));
    outgoing.leaveChecksum(1);
    outgoing.leaveSegmentation(536);
    outgoing.prepend(1).put(Hex.bytes("01"));
    other.send(outgoing, KERNEL, EXPERIMENTAL);
    layer.receive(DirectMemory.within(replyFromKernel()));
    // 14 bytes of Ethernet and one more come before the header with the checksum.
    assertThat(
        "frames, and their work for the link: first the question, then the packet that waited",
        asked,
        is(
            List.of(
                "42 bytes, checksum from -1, segments of 0",
                "20 bytes, checksum from 15, segments of 536")));
  }

  @Test
  @Order(6)
  @DisplayName("send: a request from the neighbour counts as an answer, too")
  void requestIsAnAnswer() throws IOException {
    send(KERNEL, "01 02 03", 0);
    sent();
    receive(Frames.arpRequest().frame());
    assertSent(toKernel("01 02 03"), Frames.arpReply().frame());
  }

  @Test
  @Order(7)
  @DisplayName("send: keeps the latest of several packets, and reports the others as dropped")
  void keepsTheLatest() throws IOException {
    send(KERNEL, "01", 0);
    send(KERNEL, "02 02", 1);
    send(KERNEL, "03 03 03", 2);
    assertThat(
        "the reasons for drops, told to the observer",
        observer.reasons,
        is(List.of(EthernetDrop.NO_NEIGHBOUR, EthernetDrop.NO_NEIGHBOUR)));
    assertThat("dropped first", observer.dropped.get(0), sameBytes(Hex.bytes("01")));
    assertThat("dropped second", observer.dropped.get(1), sameBytes(Hex.bytes("02 02")));
    sent();
    receive(replyFromKernel());
    assertSent(toKernel("03 03 03"));
  }

  @Test
  @Order(8)
  @DisplayName("send: asks for the same neighbour once a second, not more often")
  void asksOnceASecond() throws IOException {
    send(KERNEL, "01", 5 * SECOND);
    assertSent("the first", QUESTION_FOR_KERNEL);
    send(KERNEL, "02", 5 * SECOND + 1);
    send(KERNEL, "03", 6 * SECOND - 1);
    assertSent("within a second");
    send(KERNEL, "04", 6 * SECOND + 1);
    assertSent("after a second", QUESTION_FOR_KERNEL);
    send(KERNEL, "05", 7 * SECOND);
    assertSent("within a second again");
    receive(replyFromKernel());
    assertSent(toKernel("05"));
  }

  @Test
  @Order(9)
  @DisplayName("send: asks for each neighbour by itself, and keeps a packet for each")
  void asksForEach() throws IOException {
    send(KERNEL, "01", 0);
    send(OTHER, "02", 0);
    assertSent(QUESTION_FOR_KERNEL, question(OTHER_IP));
    receive(
        Frames.arpReply()
            .sender(OTHER_MAC, OTHER_IP)
            .target(Frames.STACK_MAC, Frames.STACK_IP)
            .frame());
    assertSent(
        Frames.ethernet()
            .from(Frames.STACK_MAC)
            .to(OTHER_MAC)
            .type(EXPERIMENTAL)
            .payload(Hex.bytes("02"))
            .frame());
    receive(replyFromKernel());
    assertSent(toKernel("01"));
  }

  @Test
  @Order(10)
  @DisplayName("send: keeps the EtherType with the packet")
  void keepsEtherType() throws IOException {
    arp.send(packet("01"), KERNEL, 0x86DD);
    sent();
    receive(replyFromKernel());
    assertSent(
        Frames.ethernet()
            .from(Frames.STACK_MAC)
            .to(Frames.KERNEL_MAC)
            .type(0x86DD)
            .payload(Hex.bytes("01"))
            .frame());
  }

  @Test
  @Order(11)
  @DisplayName("send: sends to a neighbour that was silent for a minute, and asks again")
  void asksAgainAfterAMinute() throws IOException {
    receive(replyFromKernel(), 0);
    send(KERNEL, "01", 60 * SECOND);
    assertSent("after a minute", toKernel("01"));
    send(KERNEL, "02", 60 * SECOND + 1);
    assertSentInAnyOrder("after more", toKernel("02"), QUESTION_FOR_KERNEL);
    send(KERNEL, "03", 61 * SECOND);
    assertSent("within a second", toKernel("03"));
    send(KERNEL, "04", 62 * SECOND);
    assertSentInAnyOrder("no answer", toKernel("04"), QUESTION_FOR_KERNEL);
    receive(replyFrom(Frames.KERNEL_IP, OTHER_MAC), 63 * SECOND);
    assertSent("nothing has waited for the answer");
    send(KERNEL, "05", 123 * SECOND);
    byte[] toNewMac =
        Frames.ethernet()
            .from(Frames.STACK_MAC)
            .to(OTHER_MAC)
            .type(EXPERIMENTAL)
            .payload(Hex.bytes("05"))
            .frame();
    assertSent("a minute after the answer", toNewMac);
    send(KERNEL, "05", 123 * SECOND + 1);
    assertSentInAnyOrder("after more, once again", toNewMac, QUESTION_FOR_KERNEL);
    assertThat("drops", observer.reasons, is(empty()));
  }

  @Test
  @Order(12)
  @DisplayName("doubt: if packets seem not to reach a neighbour, the next packet asks again")
  void asksWhomItDoubts() throws IOException {
    receive(replyFromKernel(), 0);
    arp.doubt(KERNEL);
    assertSent("at once: nothing");
    send(KERNEL, "01", 1);
    assertSentInAnyOrder("with the next packet", toKernel("01"), QUESTION_FOR_KERNEL);
  }

  @Test
  @Order(13)
  @DisplayName("send: keeps 256 packets; after that, a new one replaces the oldest")
  void questionsAreBounded() throws IOException {
    for (int i = 0; i <= 256; i++) {
      send(new Ipv4Address(0x0A00_0000 + i), "01", 0);
    }
    assertThat("questions", sent().size(), is(257));
    assertThat(
        "the reasons for drops, told to the observer",
        observer.reasons,
        is(List.of(EthernetDrop.NO_NEIGHBOUR)));
    receive(replyFrom("10.0.0.0", OTHER_MAC));
    assertSent("the oldest has made room");
    receive(replyFrom("10.0.0.1", OTHER_MAC));
    receive(replyFrom("10.0.1.0", OTHER_MAC));
    assertThat("all others wait", sent().size(), is(2));
  }

  @Test
  @Order(14)
  @DisplayName("send: if 256 wait, a newer packet for one of them replaces only that one")
  void replacesItsOwn() throws IOException {
    for (int i = 0; i < 256; i++) {
      send(new Ipv4Address(0x0A00_0000 + i), "01", 0);
    }
    send(new Ipv4Address(0x0A00_0007), "02", 0);
    sent();
    assertThat(
        "packets dropped: the older one for the same neighbour", observer.reasons.size(), is(1));
    receive(replyFrom("10.0.0.0", OTHER_MAC));
    assertThat("packets for 10.0.0.0, which has waited longest", sent().size(), is(1));
  }

  @Test
  @Order(15)
  @DisplayName("send: a neighbour with a newer packet stays, and the oldest is removed")
  void keepsWhatIsInUse() throws IOException {
    for (int i = 0; i < 256; i++) {
      send(new Ipv4Address(0x0A00_0000 + i), "01", 0);
    }
    send(new Ipv4Address(0x0A00_0000), "02", 0);
    send(new Ipv4Address(0x0A00_0100), "03", 0);
    sent();
    receive(replyFrom("10.0.0.0", OTHER_MAC));
    assertThat("packets for 10.0.0.0, which had a newer packet", sent().size(), is(1));
    receive(replyFrom("10.0.0.1", OTHER_MAC));
    assertThat("packets for 10.0.0.1, the oldest now", sent().size(), is(0));
  }
}
