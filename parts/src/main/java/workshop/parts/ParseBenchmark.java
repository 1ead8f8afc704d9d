package workshop.parts;

import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import workshop.ethernet.EthernetFrame;
import workshop.ipv4.Ipv4Packet;
import workshop.shared.MalformedException;
import workshop.tcp.TcpSegment;
import workshop.testkit.Frames;

/** A received frame becomes a TCP segment: three headers are read, and two checksums checked. */
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParseBenchmark {
  /** How many bytes of text the segment has. */
  @Param({"64", "1460"})
  int size;

  private ByteBuffer frame;

  /** Makes the frame. */
  @Setup
  public void makeFrame() {
    frame = Samples.direct(Frames.tcp().flags("ACK").payload(Samples.bytes(size)).frame());
  }

  /** From the frame to the segment. */
  @Benchmark
  public TcpSegment parse() throws MalformedException {
    EthernetFrame ethernet = EthernetFrame.parse(frame);
    Ipv4Packet packet = Ipv4Packet.parse(ethernet.payload());
    return TcpSegment.parse(packet.payload(), packet.source(), packet.destination());
  }
}
