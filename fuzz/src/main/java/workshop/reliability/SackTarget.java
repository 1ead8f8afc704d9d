package workshop.reliability;

import static workshop.fuzz.Parsing.require;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import workshop.fuzz.Parsing;
import workshop.fuzz.Plain;
import workshop.tcp.SequenceNumber;

/** {@link SackBlocks} and {@link SynOptions}: options of every kind. */
public final class SackTarget {
  private SackTarget() {}

  public static void fuzzerTestOneInput(byte[] data) {
    byte[] options = java.util.Arrays.copyOf(data, Math.min(40, data.length));
    List<Block> blocks =
        Parsing.parsed(options, SackBlocks::read, Function.identity()).orElseThrow();
    for (Block block : blocks) {
      int size = block.end().value() - block.from().value();
      require(size > 0, "a block that ends before it begins");
    }
    List<Block> few = blocks.subList(0, Math.min(4, blocks.size()));
    ByteBuffer written = SackBlocks.option(few);
    require(written.limit() % 4 == 0 && written.limit() <= 40, "the size of the option");
    require(SackBlocks.read(written).equals(few), "what is written is not what was read");
    choose(blocks, options);
    int shift = SynOptions.shift(Parsing.slice(options));
    require(shift >= 0 && shift <= 14, "a shift of " + shift);
    require(shift == 0 || SynOptions.scales(Parsing.slice(options)), "a shift without the option");
    SynOptions.permitsSack(Parsing.slice(options));
  }

  private static void choose(List<Block> blocks, byte[] options) {
    SackBlocks memory = new SackBlocks();
    int seq = options.length < 2 ? 0 : Plain.u16(options, options.length - 2);
    memory.received(new SequenceNumber(seq));
    for (int i = 0; i <= blocks.size(); i++) {
      List<Block> there = blocks.subList(i, blocks.size());
      List<Block> chosen = memory.choose(there);
      require(
          chosen.size() == Math.min(4, new HashSet<>(there).size()),
          "not as many as there is room for");
      require(new HashSet<>(chosen).size() == chosen.size(), "a block is told twice");
      require(there.containsAll(chosen), "a block is told that is not there");
      memory.told(chosen);
    }
  }
}
