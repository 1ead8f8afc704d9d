package workshop.parts;

import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import workshop.ipv4.InternetChecksum;

/** The Internet checksum over the text of one full segment. */
@State(Scope.Thread)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChecksumBenchmark {
  static final int SIZE = 1460;

  private final ByteBuffer bytes = Samples.direct(Samples.bytes(SIZE));

  /** From the bytes to the checksum. */
  @Benchmark
  public int checksum() {
    return InternetChecksum.of(bytes, 0, SIZE);
  }
}
