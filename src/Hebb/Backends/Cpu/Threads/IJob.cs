namespace Hebb.Backends.Cpu;

// Work in numbered parts. Several threads call Run on the same struct at once, each with other parts,
// so a job reads its fields and writes only through the pointers that it holds.
internal interface IJob
{
    void Run(int part);
}
