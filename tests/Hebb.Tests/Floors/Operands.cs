using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Hebb.Tests.Floors;

/// <summary>What the instructions of a method name: other methods, fields, types, signatures.</summary>
static class Operands
{
    static readonly Dictionary<short, OperandType> Kinds = typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value, c => c.OperandType);

    public static List<(int Offset, EntityHandle Named)> Of(BlobReader il)
    {
        var named = new List<(int, EntityHandle)>();
        while (il.RemainingBytes > 0)
        {
            int offset = il.Offset;
            byte first = il.ReadByte();
            switch (Kinds[first == 0xFE ? (short)(0xFE00 | il.ReadByte()) : first])
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineSig:
                    named.Add((offset, (EntityHandle)MetadataTokens.Handle(il.ReadInt32())));
                    break;
                case OperandType.InlineSwitch:
                    int targets = il.ReadInt32();
                    il.Offset += 4 * targets;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    il.Offset++;
                    break;
                case OperandType.InlineVar:
                    il.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    il.Offset += 8;
                    break;
                default:
                    il.Offset += 4;
                    break;
            }
        }

        return named;
    }
}
