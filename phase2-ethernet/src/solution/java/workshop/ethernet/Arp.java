package workshop.ethernet;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import workshop.shared.Ipv4Address;
import workshop.shared.LoopClock;
import workshop.shared.MalformedException;
import workshop.shared.Observer;
import workshop.tap.OutgoingFrame;

/**
 * The Address Resolution Protocol (RFC 826): answers questions for our Ethernet address, and finds
 * the Ethernet addresses of our neighbours.
 */
public final class Arp implements FrameHandler, NeighbourSender {
  /** The shortest time between two questions for a neighbour (RFC 1122 section 2.3.2.1). */
  private static final long REQUEST_INTERVAL_NANOS = 1_000_000_000;

  private static final int MOST_QUESTIONS = 256;

  /**
   * A question that nobody has answered yet.
   *
   * @param asked when we asked, in nanoseconds on the loop's clock
   * @param packet the packet that waits for the answer, or null
   */
  private record Question(long asked, int etherType, OutgoingFrame packet) {}

  private final EthernetLayer ethernet;
  private final Ipv4Address address;
  private final LoopClock clock;
  private final Observer observer;
  private final NeighbourTable neighbours;
  private final Map<Ipv4Address, Question> questions = new LinkedHashMap<>();

  /** For our own questions and answers. */
  private final OutgoingFrame outgoing = new OutgoingFrame(ArpPacket.SIZE);

  /**
   * Handles ARP on this link from now on.
   *
   * @param address our own IPv4 address
   */
  public Arp(EthernetLayer ethernet, Ipv4Address address, LoopClock clock, Observer observer) {
    this.ethernet = ethernet;
    this.address = address;
    this.clock = clock;
    this.observer = observer;
    neighbours = new NeighbourTable(clock);
    ethernet.handle(EtherType.ARP, this);
  }

  // --- Exercise 2.5: Answering who asks for us (RFC 826, "Packet Reception")

  @Override
  public void receive(EthernetFrame frame) throws IOException {
    ArpPacket packet;
    try {
      packet = ArpPacket.parse(frame.payload());
    } catch (MalformedException e) {
      observer.dropped(e.reason(), frame.payload());
      return;
    }
    if (packet.senderMac().isMulticast()
        || packet.senderMac().equals(MacAddress.ZERO)
        || packet.senderMac().equals(ethernet.mac())
        || !packet.sender().isUnicast() && !packet.sender().equals(Ipv4Address.ANY)) {
      // If we believed it, we would send one machine's packets to a group, to nobody or to us.
      observer.dropped(EthernetDrop.ARP_SENDER_NOT_UNICAST, frame.payload());
      return;
    }
    answer(packet);
  }

  /** The steps of RFC 826, "Packet Reception", in its order. */
  private void answer(ArpPacket packet) throws IOException {
    boolean aboutUs = packet.target().equals(address);
    boolean known = neighbours.find(packet.sender()) != null;
    // We will soon send something to a machine that asks for us. If we learn its address now, we
    // do not have to ask for it. A sender without an address only probes whether ours is taken (RFC
    // 5227
    // section 2.1.1). A sender that claims our address is not a neighbour.
    if ((aboutUs || known)
        && !packet.sender().equals(Ipv4Address.ANY)
        && !packet.sender().equals(address)) {
      learn(packet.sender(), packet.senderMac());
    }
    if (aboutUs && packet.operation() == ArpPacket.REQUEST) {
      packet.replyFrom(ethernet.mac()).write(outgoing.message(ArpPacket.SIZE));
      ethernet.send(outgoing, packet.senderMac(), EtherType.ARP);
    }
  }

  // --- End of exercise 2.5

  // --- Exercise 2.6: Asking who has an address (RFC 1122 section 2.3.2)

  /**
   * Sends a packet to a neighbour, at once if its Ethernet address is known. If not, a copy of the
   * packet waits until the neighbour has told its address. If the neighbour's entry is stale, this
   * method sends the packet, and then asks as well.
   *
   * @param packet the content of the frame, without an Ethernet header
   * @param neighbour a machine on this link
   */
  @Override
  public void send(OutgoingFrame packet, Ipv4Address neighbour, int etherType) throws IOException {
    NeighbourTable.Entry entry = neighbours.find(neighbour);
    if (entry == null) {
      // The sender will use its frame for the next packet, so we keep a copy.
      ask(neighbour, etherType, packet.copy());
      return;
    }
    ethernet.send(packet, entry.mac(), etherType);
    if (neighbours.isStale(entry)) {
      ask(neighbour, etherType, null);
    }
  }

  /**
   * Asks, and keeps the latest packet for each neighbour, as RFC 1122 section 2.3.2.2 wants. If
   * there are {@link #MOST_QUESTIONS} already, a new question replaces the question whose last
   * packet is oldest. {@link #drop} tells the observer about a packet that no longer waits.
   *
   * @param packet the copy that waits for the answer, or null
   */
  private void ask(Ipv4Address neighbour, int etherType, OutgoingFrame packet) throws IOException {
    Question before = questions.remove(neighbour);
    if (before != null) {
      drop(before);
    } else if (questions.size() == MOST_QUESTIONS) {
      drop(questions.remove(questions.keySet().iterator().next()));
    }
    boolean askedLately = before != null && clock.now() - before.asked < REQUEST_INTERVAL_NANOS;
    long asked = askedLately ? before.asked : clock.now();
    questions.put(neighbour, new Question(asked, etherType, packet));
    if (askedLately) {
      return;
    }
    new ArpPacket(ArpPacket.REQUEST, ethernet.mac(), address, MacAddress.ZERO, neighbour)
        .write(outgoing.message(ArpPacket.SIZE));
    ethernet.send(outgoing, MacAddress.BROADCAST, EtherType.ARP);
  }

  // --- End of exercise 2.6

  /** With the next packet for this neighbour, we ask again (RFC 1122 section 2.3.2.1, (4)). */
  @Override
  public void doubt(Ipv4Address neighbour) {
    neighbours.doubt(neighbour);
  }

  /** The known machines on this link. */
  NeighbourTable neighbours() {
    return neighbours;
  }

  /** Tells the observer that the packet of a question, if it has one, will not be sent. */
  private void drop(Question question) {
    if (question.packet != null) {
      observer.dropped(EthernetDrop.NO_NEIGHBOUR, question.packet.bytes());
    }
  }

  /** Remembers a neighbour's Ethernet address, and sends the packet that waited for it. */
  private void learn(Ipv4Address neighbour, MacAddress mac) throws IOException {
    neighbours.learn(neighbour, mac);
    Question question = questions.remove(neighbour);
    if (question != null && question.packet != null) {
      ethernet.send(question.packet, mac, question.etherType);
    }
  }
}

// Hints for 2.5:
// - receive drops what ArpPacket.parse refuses. It also drops a packet whose sender is not one
//   other machine: the Ethernet address is a group's, MacAddress.ZERO or our own, or the IPv4
//   address is not unicast. It tells the observer why. 0.0.0.0 is allowed: this sender has no
//   address yet.
// - Read "Packet Reception" in RFC 826: first learn, then answer. Only the answer depends on the
//   operation.
// - Learn a sender if the packet's target is us, or if the sender is known already. Never learn
//   0.0.0.0, and never learn our own address.
// - Write the answer into outgoing.message(ArpPacket.SIZE). ethernet.send sends this frame, to the
//   packet's sender only.

// Hints for 2.6:
// - send: if the neighbour is known, send at once. If not, ask, and let a copy of the packet wait.
//   If its entry is stale, send, and then ask, with null as the packet that waits.
// - ask: keep one Question for each neighbour. Remove the question before, and drop its packet. If
//   it was asked less than REQUEST_INTERVAL_NANOS ago, the new Question keeps its time, and you
//   send no request.
// - MOST_QUESTIONS is the limit. Without it, an attacker could make us send to more and more
//   addresses, and fill the memory. The first key of a LinkedHashMap is the oldest.
// - The request goes to everybody. Its sender is our two addresses, its target is MacAddress.ZERO
//   and the neighbour. Write it into outgoing.message(ArpPacket.SIZE), like an answer.
