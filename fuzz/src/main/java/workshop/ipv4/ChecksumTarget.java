package workshop.ipv4;

import static workshop.fuzz.Parsing.require;

import java.nio.ByteBuffer;
import workshop.fuzz.Bytes;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;

/** {@link InternetChecksum}: cut into parts at any two places, the sum is that of the whole. */
public final class ChecksumTarget {
  private ChecksumTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Bytes input = new Bytes(data);
    int first = input.take();
    int second = input.take();
    byte[] bytes = input.rest();
    int one = first % (bytes.length + 1);
    int other = one + second % (bytes.length - one + 1);
    ByteBuffer buffer = Parsing.slice(bytes);
    int whole = InternetChecksum.of(buffer, 0, bytes.length);
    int inParts =
        new InternetChecksum()
            .add(buffer, 0, one)
            .add(buffer, one, other - one)
            .add(buffer, other, bytes.length - other)
            .value();
    require(whole == Plain.checksum(0, bytes, 0, bytes.length), "the checksum");
    require(inParts == whole, "in parts, cut at %d and %d, it is another".formatted(one, other));
  }
}
