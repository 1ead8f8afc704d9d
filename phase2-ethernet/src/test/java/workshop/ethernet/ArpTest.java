package workshop.ethernet;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static workshop.testkit.SameBytes.sameBytes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.shared.DropReason;
import workshop.tap.Link;
import workshop.testkit.DirectMemory;
import workshop.testkit.Exercise;
import workshop.testkit.Frames;

@Order(7)
@Exercise("2.5")
@DisplayName("Arp: who has this address?")
class ArpTest extends ArpBench {
  /** The one of which a link watches what it knows. */
  private final List<Arp> arps = new ArrayList<>();

  @Test
  @Order(1)
  @DisplayName("receive: answers a request for our address")
  void answers() throws IOException {
    receive(Frames.arpRequest().frame());
    assertSent(Frames.arpReply().frame());
    assertThat("reasons of drops", observer.reasons, is(empty()));
  }

  @Test
  @Order(2)
  @DisplayName("receive: answers a request that is padded, or sent to us alone, or asked again")
  void answersAlways() throws IOException {
    receive(Frames.arpRequest().paddedFrame());
    receive(Frames.arpRequest().ethernet(frame -> frame.to(Frames.STACK_MAC)).frame());
    receive(Frames.arpRequest().target("02:00:00:00:00:77", Frames.STACK_IP).frame());
    byte[] reply = Frames.arpReply().frame();
    assertSent(reply, reply, reply);
  }

  @Test
  @Order(3)
  @DisplayName("receive: answers and learns the ARP packet's sender, not the frame's")
  void answersTheSender() throws IOException {
    receive(
        Frames.arpRequest()
            .sender(OTHER_MAC, OTHER_IP)
            .ethernet(frame -> frame.from(Frames.KERNEL_MAC))
            .frame());
    assertSent(Frames.arpReply().target(OTHER_MAC, OTHER_IP).frame());
    assertKnown(OTHER_IP, OTHER_MAC, 0);
  }

  @Test
  @Order(4)
  @DisplayName("receive: does not answer a request for somebody else's address")
  void leavesOthersAlone() throws IOException {
    receive(Frames.arpRequest().whoHas(OTHER_IP).frame());
    receive(Frames.arpRequest().whoHas("192.168.100.255").frame());
    receive(Frames.arpRequest().whoHas("0.0.0.0").frame());
    assertSent();
  }

  @Test
  @Order(5)
  @DisplayName("receive: does not answer an answer")
  void doesNotAnswerReplies() throws IOException {
    receive(replyFromKernel());
    assertSent();
  }

  @Test
  @Order(6)
  @DisplayName("receive: drops what is cut short, at every length, and does not answer it")
  void dropsShort() throws IOException {
    byte[] request = Frames.arpRequest().frame();
    for (int length = 14; length < 42; length++) {
      String cut = length + " of 42 bytes";
      receive(Arrays.copyOf(request, length));
      assertSent(cut);
      assertDropped(EthernetDrop.ARP_TOO_SHORT, Arrays.copyOf(request, length));
      observer.reasons.clear();
      observer.dropped.clear();
    }
  }

  @Test
  @Order(7)
  @DisplayName("receive: drops what is not about Ethernet and IPv4, or of an unknown operation")
  void dropsOtherKinds() throws IOException {
    receive(Frames.arpRequest().hardwareType(6).frame());
    receive(Frames.arpRequest().protocolType(0x86DD).frame());
    receive(Frames.arpRequest().operation(3).ethernet(f -> f.to(Frames.STACK_MAC)).frame());
    assertSent();
    assertThat(
        "the reasons for drops, told to the observer",
        observer.reasons,
        is(
            List.of(
                EthernetDrop.ARP_NOT_FOR_ETHERNET_AND_IPV4,
                EthernetDrop.ARP_NOT_FOR_ETHERNET_AND_IPV4,
                EthernetDrop.ARP_UNKNOWN_OPERATION)));
  }

  @Test
  @Order(8)
  @DisplayName("learning: from every request for our address")
  void learnsFromRequest() throws IOException {
    receive(Frames.arpRequest().frame(), 5);
    assertKnown(Frames.KERNEL_IP, Frames.KERNEL_MAC, 5);
    receive(Frames.arpRequest().frame(), 7);
    assertKnown(Frames.KERNEL_IP, Frames.KERNEL_MAC, 7);
  }

  @Test
  @Order(9)
  @DisplayName("learning: from an answer to us; the same answer later confirms the entry")
  void learnsFromReply() throws IOException {
    receive(replyFromKernel(), 5);
    assertKnown(Frames.KERNEL_IP, Frames.KERNEL_MAC, 5);
    receive(replyFromKernel(), 61 * SECOND);
    assertKnown(Frames.KERNEL_IP, Frames.KERNEL_MAC, 61 * SECOND);
  }

  @Test
  @Order(10)
  @DisplayName("learning: comes first, then the answer, as in RFC 826")
  void learnsFirst() throws IOException {
    List<String> known = new ArrayList<>();
    Link watched =
        new WatchedLink(
            frame -> known.add(arps.get(0).neighbours().find(KERNEL) == null ? "no" : "yes"));
    EthernetLayer layer = new EthernetLayer(watched, ethernet.mac(), clock, observer);
    arps.add(new Arp(layer, STACK, clock, observer));
    layer.receive(DirectMemory.within(Frames.arpRequest().frame()));
    assertThat(
        "when the answer is sent, do we already know the machine that asked?",
        known,
        is(List.of("yes")));
  }

  @Test
  @Order(11)
  @DisplayName("learning: answers a probe from 0.0.0.0, and does not learn that address")
  void answersProbe() throws IOException {
    receive(Frames.arpRequest().sender(Frames.KERNEL_MAC, "0.0.0.0").frame());
    assertSent(Frames.arpReply().target(Frames.KERNEL_MAC, "0.0.0.0").frame());
    assertUnknown("0.0.0.0");
    receive(replyFrom("0.0.0.0", OTHER_MAC));
    assertSent();
    assertUnknown("0.0.0.0");
  }

  @Test
  @Order(12)
  @DisplayName("learning: not from requests for somebody else")
  void doesNotLearnFromOtherRequests() throws IOException {
    receive(Frames.arpRequest().whoHas(OTHER_IP).frame());
    assertUnknown(Frames.KERNEL_IP);
  }

  @Test
  @Order(13)
  @DisplayName("learning: not from replies to somebody else")
  void doesNotLearnFromOtherReplies() throws IOException {
    receive(
        Frames.arpReply()
            .sender(OTHER_MAC, OTHER_IP)
            .target(Frames.KERNEL_MAC, Frames.KERNEL_IP)
            .ethernet(frame -> frame.to(Frames.BROADCAST_MAC))
            .frame());
    assertUnknown(OTHER_IP);
  }

  @ParameterizedTest(name = "operation {0}")
  @Order(14)
  @ValueSource(ints = {1, 2})
  @DisplayName("learning: a neighbour that we know tells everybody its new Ethernet address")
  void learnsFromAnnouncement(int operation) throws IOException {
    receive(replyFromKernel());
    receive(announcement(OTHER_MAC, Frames.KERNEL_IP, operation), 5);
    assertKnown(Frames.KERNEL_IP, OTHER_MAC, 5);
    assertSent();
  }

  @Test
  @Order(15)
  @DisplayName("learning: from a known neighbour, even if it asks for somebody else")
  void learnsFromWhoeverIsKnown() throws IOException {
    receive(replyFromKernel());
    receive(Frames.arpRequest().sender(OTHER_MAC, Frames.KERNEL_IP).whoHas(OTHER_IP).frame(), 5);
    assertKnown(Frames.KERNEL_IP, OTHER_MAC, 5);
    receive(announcement(Frames.KERNEL_MAC, Frames.KERNEL_IP, 2), 99 * SECOND);
    assertKnown(Frames.KERNEL_IP, Frames.KERNEL_MAC, 99 * SECOND); // it was stale, and still known
    assertSent();
  }

  @Test
  @Order(16)
  @DisplayName("learning: not from an unknown sender if the packet is not for us")
  void doesNotLearnFromStrangers() throws IOException {
    receive(announcement(OTHER_MAC, OTHER_IP, 1));
    assertUnknown(OTHER_IP);
    receive(replyFromKernel());
    receive(Frames.arpRequest().sender(OTHER_MAC, OTHER_IP).whoHas(Frames.KERNEL_IP).frame());
    assertUnknown(OTHER_IP);
  }

  @ParameterizedTest(name = "sender {0}")
  @Order(17)
  @ValueSource(strings = {"ff:ff:ff:ff:ff:ff", "01:00:5e:00:00:01", "03:00:00:00:00:aa"})
  @DisplayName("learning: drops a sender whose Ethernet address stands for a group")
  void dropsMulticastMac(String mac) throws IOException {
    byte[] frame =
        Frames.arpRequest()
            .sender(mac, Frames.KERNEL_IP)
            .ethernet(ethernet -> ethernet.from(Frames.KERNEL_MAC))
            .frame();
    receive(frame);
    assertSent();
    assertDropped(EthernetDrop.ARP_SENDER_NOT_UNICAST, frame);
    assertUnknown(Frames.KERNEL_IP);
  }

  @ParameterizedTest(name = "sender {0}")
  @Order(17)
  @ValueSource(strings = {"00:00:00:00:00:00", Frames.STACK_MAC})
  @DisplayName("learning: drops a sender whose Ethernet address is zero, or our own")
  void dropsImpossibleMac(String mac) throws IOException {
    byte[] frame =
        Frames.arpRequest()
            .sender(mac, Frames.KERNEL_IP)
            .ethernet(ethernet -> ethernet.from(Frames.KERNEL_MAC))
            .frame();
    receive(frame);
    assertSent();
    assertDropped(EthernetDrop.ARP_SENDER_NOT_UNICAST, frame);
    assertUnknown(Frames.KERNEL_IP);
  }

  @ParameterizedTest(name = "sender {0}")
  @Order(18)
  @ValueSource(
      strings = {"224.0.0.1", "239.255.255.255", "255.255.255.255", "127.0.0.1", "0.1.2.3"})
  @DisplayName("learning: drops a sender whose IPv4 address cannot be one machine's")
  void dropsSenderNotUnicast(String address) throws IOException {
    byte[] frame = Frames.arpRequest().sender(Frames.KERNEL_MAC, address).frame();
    receive(frame);
    assertSent();
    assertDropped(EthernetDrop.ARP_SENDER_NOT_UNICAST, frame);
    assertUnknown(address);
  }

  private void assertDropped(DropReason reason, byte[] frame) {
    assertThat(
        "the reasons for drops, told to the observer", observer.reasons, is(List.of(reason)));
    byte[] packet = Arrays.copyOfRange(frame, EthernetFrame.HEADER_SIZE, frame.length);
    assertThat(
        "the bytes told as dropped: the frame's payload",
        observer.dropped.get(0),
        sameBytes(packet));
  }

  @Test
  @Order(19)
  @DisplayName("learning: not our own address from somebody else")
  void doesNotLearnOurAddress() throws IOException {
    receive(announcement(OTHER_MAC, Frames.STACK_IP, 2));
    receive(announcement(OTHER_MAC, Frames.STACK_IP, 1));
    assertSent(
        "says once that the address is ours",
        Frames.arpReply().target(OTHER_MAC, Frames.STACK_IP).frame());
    assertUnknown(Frames.STACK_IP);
  }

  @Test
  @Order(20)
  @DisplayName("receive: somebody claims our address and asks for another: not for us")
  void leavesConflictsForOthersAlone() throws IOException {
    receive(Frames.arpRequest().sender(OTHER_MAC, Frames.STACK_IP).whoHas(OTHER_IP).frame());
    assertSent("we answer for our own address only");
    assertUnknown(Frames.STACK_IP);
  }

  @Test
  @Order(21)
  @DisplayName("learning: a broken packet teaches nothing")
  void doesNotLearnFromBroken() throws IOException {
    receive(Frames.arpRequest().operation(9).ethernet(f -> f.to(Frames.STACK_MAC)).frame());
    receive(Frames.arpRequest().hardwareType(6).frame());
    assertUnknown(Frames.KERNEL_IP);
  }
}
