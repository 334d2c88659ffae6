namespace Hebb.Backends.Cpu;

// One matrix product by pointers: C[m, n] = A[m, k]·B[k, n], A and B with any strides in elements, C in rows.
internal unsafe struct Product<T>
    where T : unmanaged
{
    public int M;
    public int N;
    public int K;
    public T* A;
    public nint ARow;
    public nint ACol;
    public T* B;
    public nint BRow;
    public nint BCol;
    public T* C;
    public nint CRow;
    public T* Bias;
    public bool Accumulate;
    public bool Relu;

    // The rows from i and columns from j of this product, as a product of its own.
    public readonly Product<T> Part(int i, int rows, int j, int columns)
    {
        Product<T> part = this;
        part.M = rows;
        part.N = columns;
        part.A = A + (i * ARow);
        part.B = B + (j * BCol);
        part.C = C + (i * CRow) + j;
        if (Bias != null)
            part.Bias = Bias + j;
        return part;
    }
}
