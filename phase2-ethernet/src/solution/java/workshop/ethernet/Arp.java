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
 * The Address Resolution Protocol (RFC 826): answers who asks for our Ethernet address, and finds
 * the Ethernet address of whom we send to.
 */
public final class Arp implements FrameHandler, NeighbourSender {
  /** A neighbour is not asked for more often than that (RFC 1122 section 2.3.2.1). */
  private static final long REQUEST_INTERVAL_NANOS = 1_000_000_000;

  private static final int MOST_QUESTIONS = 256;

  /**
   * A question that is not answered yet.
   *
   * @param asked when, in nanoseconds on the loop's clock
   * @param packet what waits for the answer; null if nothing does
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
   * Speaks ARP on this link from now on.
   *
   * @param address our own
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
      // Believing it would send one machine's packets to a group, to nobody or to ourselves.
      observer.dropped(EthernetDrop.ARP_SENDER_NOT_UNICAST, frame.payload());
      return;
    }
    answer(packet);
  }

  /** RFC 826, "Packet Reception": its steps, in its order. */
  private void answer(ArpPacket packet) throws IOException {
    boolean aboutUs = packet.target().equals(address);
    boolean known = neighbours.find(packet.sender()) != null;
    // Whoever asks for us will soon be sent something: learn its address on the way, and save a
    // question. A sender without an address only probes whether ours is taken (RFC 5227 section
    // 2.1.1); one that claims our address is not a neighbour.
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
   * packet waits until the neighbour has told it. A neighbour whose entry is stale gets the packet,
   * and is asked as well.
   *
   * @param packet what the frame carries, without an Ethernet header
   * @param neighbour a machine on this link
   */
  @Override
  public void send(OutgoingFrame packet, Ipv4Address neighbour, int etherType) throws IOException {
    NeighbourTable.Entry entry = neighbours.find(neighbour);
    if (entry == null) {
      // The sender will use its frame for the next packet: what waits has to be ours.
      ask(neighbour, etherType, packet.copy());
      return;
    }
    ethernet.send(packet, entry.mac(), etherType);
    if (neighbours.isStale(entry)) {
      ask(neighbour, etherType, null);
    }
  }

  /**
   * Keeps the latest packet for each neighbour, as RFC 1122 section 2.3.2.2 wants, and asks. Where
   * there are {@link #MOST_QUESTIONS} already, the oldest is given up for a new one. A packet that
   * is given up is told to the observer ({@link #drop}).
   *
   * @param packet what waits for the answer, ours to keep; null if nothing does
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

  /** The next packet for this neighbour asks for it again (RFC 1122 section 2.3.2.1, (4)). */
  @Override
  public void doubt(Ipv4Address neighbour) {
    neighbours.doubt(neighbour);
  }

  /** Who is known on this link. */
  NeighbourTable neighbours() {
    return neighbours;
  }

  /** Tells that the packet of a question, if it has one, will not be sent. */
  private void drop(Question question) {
    if (question.packet != null) {
      observer.dropped(EthernetDrop.NO_NEIGHBOUR, question.packet.bytes());
    }
  }

  /** Remembers who has this Ethernet address, and sends the packet that has waited for it. */
  private void learn(Ipv4Address neighbour, MacAddress mac) throws IOException {
    neighbours.learn(neighbour, mac);
    Question question = questions.remove(neighbour);
    if (question != null && question.packet != null) {
      ethernet.send(question.packet, mac, question.etherType);
    }
  }
}

// Hints for 2.5:
// - receive: what ArpPacket.parse refuses is dropped, and so is a sender that is not one other
//   machine: its Ethernet address is a group's, MacAddress.ZERO or our own, or its IPv4 address is
//   not unicast. The observer is told why. 0.0.0.0 is allowed: such a sender has no address yet.
// - Read "Packet Reception" in RFC 826: learning comes first, answering second, and only the
//   second looks at the operation.
// - Learn from whoever means us, or is known already and tells something new. Not from 0.0.0.0,
//   and not that somebody else has our address.
// - An answer is written into outgoing.message(ArpPacket.SIZE), and ethernet.send sends that frame,
//   to the packet's sender alone.

// Hints for 2.6:
// - send: a neighbour that is known is sent to at once. For one that is not, ask, and let a copy of
//   the packet wait. One that is stale is sent to, and asked as well, with null to wait.
// - ask: there is one Question for each neighbour. Take out the one before: its packet is dropped,
//   its time stays if less than REQUEST_INTERVAL_NANOS have passed, and then nothing is sent.
// - MOST_QUESTIONS is the limit: else whoever makes us send to ever new addresses fills the memory.
//   A LinkedHashMap's first key is the oldest.
// - The question goes to everybody, from our two addresses, for MacAddress.ZERO and the neighbour.
//   It is written into outgoing.message(ArpPacket.SIZE), like an answer.
